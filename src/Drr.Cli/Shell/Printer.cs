using Drr.Analysis.Reports;
using Spectre.Console;
using static System.FormattableString;

namespace Drr.Cli.Shell;

/// <summary>Writes a result for people: lines as they are, tables fitted to the terminal.</summary>
internal sealed class Printer(TextWriter output, IAnsiConsole console)
{
    private const int Margin = 3; // what the library puts around a column: its padding and the rule's place

    // No style where escapes are unwanted, or the library would set it by other means.
    private Style Strong => console.Profile.Capabilities.Ansi ? new Style(decoration: Decoration.Bold) : Style.Plain;

    /// <summary>A p-value; what would print as zero is given as a bound.</summary>
    internal static string Probability(double p) => p < 0.0001 ? "< 0.0001" : Invariant($"{p:0.0000}");

    internal void Line(string text = "") => output.WriteLine(text);

    /// <summary>A table without its title and note, ruled. Numbers stand to the right; where the terminal is narrow, words
    /// wrap, and where it is so narrow that a number or a word would be cut, lines go on at the next line's start.</summary>
    internal void Table(ReportTable source)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < source.Columns.Count; i++)
        {
            var column = new TableColumn(Markup.Escape(source.Columns[i]));
            table.AddColumn(source.IsNumeric(i) ? column.RightAligned().NoWrap().Padding(1, 0, 0, 0) : column);
        }

        foreach (var row in source.Rows)
        {
            table.AddRow(row.Select(cell => new Text(cell.Text, cell.IsStrong ? Strong : Style.Plain)));
        }

        var width = console.Profile.Width;
        var least = Enumerable.Range(0, source.Columns.Count).Sum(i => LongestWord(source, i) + Margin) + 1;
        console.Profile.Width = Math.Max(width, least);
        console.Write(table);
        console.Profile.Width = width;
    }

    private static int LongestWord(ReportTable source, int column) =>
        source.Rows.Select(row => row[column].Text).Append(source.Columns[column])
            .SelectMany(text => text.Split(' ')).Max(word => word.Length);

    /// <summary>The same without rules, each column as wide as its widest cell and no line wrapped: for lists that people search
    /// with other tools, and for tables with a column for each run.</summary>
    internal void Columns(ReportTable source)
    {
        string[][] rows =
        [
            .. source.Columns.Count > 0 ? [[.. source.Columns]] : Array.Empty<string[]>(),
            .. source.Rows.Select(row => row.Select(cell => cell.Text).ToArray()),
        ];
        var columns = Enumerable.Range(0, rows.Length == 0 ? 0 : rows[0].Length)
            .Select(i => (Width: rows.Max(row => row[i].Length), IsNumeric: source.IsNumeric(i))).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Zip(columns, (cell, column) =>
                column.IsNumeric ? cell.PadLeft(column.Width) : cell.PadRight(column.Width));
            Line(string.Join("  ", cells).TrimEnd());
        }
    }
}
