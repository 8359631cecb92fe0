using System.Text;

namespace Drr.Analysis.Reports;

/// <summary>A report as Markdown, with the figures as files beside it.</summary>
public static class MarkdownReport
{
    /// <summary>Writes it.</summary>
    /// <param name="document">What to write.</param>
    /// <param name="figures">The folder of the figures' files, as seen from the report.</param>
    public static string Write(ReportDocument document, string figures)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        Line($"# {Escape(document.Title)}\n\n{Escape(document.Summary)}");
        foreach (var section in document.Sections)
        {
            Line($"\n## {Escape(section.Title)}");
            if (section.Figure is { } figure)
            {
                Line($"\n![{Escape(figure.Title)}]({figures}/{figure.Key}.png)");
            }

            if (section.Caption.Length > 0)
            {
                Line($"\n{Escape(section.Caption)}");
            }

            foreach (var table in section.Tables)
            {
                Line($"\n**{Escape(table.Title)}**\n");
                text.Append(Table(table));
                text.Append(table.Note.Length > 0 ? $"\n{Escape(table.Note)}\n" : "");
            }
        }

        if (document.LeftOut.Count > 0)
        {
            Line("\n## Left out\n");
            foreach (var figure in document.LeftOut)
            {
                Line($"- {Escape(figure.Figure)}: {Escape(figure.Reason)}");
            }
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    /// <summary>A table alone, without its title and note; numbers to the right.</summary>
    public static string Table(ReportTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return string.Concat((string[])
        [
            Row(table.Columns.Select(Escape)),
            Row(table.Columns.Select((_, column) => table.IsNumeric(column) ? "---:" : "---")),
            .. table.Rows.Select(row => Row(row.Select(cell => cell.IsStrong ? $"**{Escape(cell.Text)}**" : Escape(cell.Text)))),
        ]);
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    /// <summary>Escapes what Markdown would take for markup; titles come from files.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
