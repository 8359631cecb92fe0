namespace Drr.Cli.Commands;

/// <summary>How lists are written.</summary>
internal enum ListFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One object, a list a line.</summary>
    Json,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>Columns for data frames; a file only.</summary>
    Parquet,
}
