namespace Drr.Cli.Commands;

/// <summary>How much of an evaluation the terminal shows; the JSON form always holds everything.</summary>
internal enum MetricSelection
{
    /// <summary>The columns that rows are compared by.</summary>
    Main,

    /// <summary>Every measure.</summary>
    All,
}
