namespace Drr.Analysis.Reports;

/// <summary>What stands in a table.</summary>
/// <param name="Text">As shown.</param>
/// <param name="Value">What it is sorted by; <c>null</c> sorts by the text.</param>
public readonly record struct Cell(string Text, double? Value = null)
{
    /// <summary>Words.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>A count.</summary>
    public static implicit operator Cell(int count) => new(Analysis.Text.Number(count), count);

    internal static Cell Stars(double value) => new(Analysis.Text.Stars(value), value);

    internal static Cell Percent(double share) => new(Analysis.Text.Percent(share), share);

    internal static Cell WithMargin(double mean, double? margin, string format) =>
        new(Analysis.Text.WithMargin(mean, margin, format), mean);
}
