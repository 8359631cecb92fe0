using Drr.Analysis.Reports;
using Spectre.Console;

namespace Drr.Cli.Commands;

/// <summary>An analysis as text: what the figures show in words, and the tables that go with no figure.</summary>
internal static class AnalysisView
{
    internal static void Print(string folder, ReportDocument report, Printer printer)
    {
        printer.Line(report.Title);
        printer.Line(report.Summary);
        foreach (var section in report.Sections)
        {
            printer.Line();
            Print(section, printer);
        }

        foreach (var figure in report.LeftOut)
        {
            printer.Line();
            printer.Line($"{figure.Figure}: left out, {figure.Reason}");
        }

        printer.Line();
        printer.Line($"{Path.Combine(folder, "report.html")}: the figures, and a table to most of them");
    }

    internal static void Print(ReportSection section, Printer printer)
    {
        printer.Line(section.Title);
        if (section.Caption.Length > 0)
        {
            printer.Line($"  {section.Caption}");
        }

        foreach (var table in section.Figure is null ? section.Tables : [])
        {
            printer.Line($"  {table.Title}");
            printer.Table(Table(table));
        }
    }

    private static Table Table(ReportTable source)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < source.Columns.Count; i++)
        {
            var column = new TableColumn(Markup.Escape(source.Columns[i]));
            table.AddColumn(source.IsNumeric(i) ? column.RightAligned().NoWrap() : column);
        }

        foreach (var row in source.Rows)
        {
            table.AddRow(row.Select(cell => new Text(cell.Text)));
        }

        return table;
    }
}
