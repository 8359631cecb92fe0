using System.Globalization;

namespace Drr.Analysis.Reports;

/// <summary>A table, whatever it will be written as: each format has one writer for all tables.</summary>
/// <param name="Title">What it shows; empty where the text around it says so.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Each as long as the headings.</param>
/// <param name="Note">What one must know to read it; may be empty.</param>
public sealed record ReportTable(
    string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, string Note = "")
{
    /// <summary>Whether a column holds numbers, which are set to the right.</summary>
    public bool IsNumeric(int column) => Rows.Any(row => row[column].Value is not null);
}

/// <summary>A cell of a table.</summary>
/// <param name="Text">As shown.</param>
/// <param name="Value">What it is sorted by; <c>null</c> sorts by the text.</param>
/// <param name="IsStrong">Whether it is set in bold.</param>
public readonly record struct Cell(string Text, double? Value = null, bool IsStrong = false)
{
    /// <summary>Words.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>A count.</summary>
    public static implicit operator Cell(int count) => new(Analysis.Text.Number(count), count);

    /// <summary>A raw id: a number without separators.</summary>
    public static Cell Id(int id) => new(id.ToString(CultureInfo.InvariantCulture), id);

    /// <summary>A raw id: a text, or a number without separators where there is none.</summary>
    public static Cell Id(string? key, int id) => key is null ? Id(id) : new(key);

    internal static Cell Stars(double value) => new(Analysis.Text.Stars(value), value);

    internal static Cell Percent(double share) => new(Analysis.Text.Percent(share), share);

    internal static Cell WithMargin(double mean, double? margin, string format) =>
        new(Analysis.Text.WithMargin(mean, margin, format), mean);
}
