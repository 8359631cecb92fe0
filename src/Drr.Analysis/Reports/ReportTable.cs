namespace Drr.Analysis.Reports;

/// <summary>A table, whatever it will be written as.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Each as long as the headings.</param>
/// <param name="Note">What one must know to read it; may be empty.</param>
public sealed record ReportTable(
    string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, string Note = "")
{
    /// <summary>Whether a column holds numbers, which are set to the right.</summary>
    public bool IsNumeric(int column) => Rows.Any(row => row[column].Value is not null);
}
