using System.Globalization;
using System.Net;
using System.Text;

namespace Drr.Analysis.Reports;

/// <summary>A report as one HTML page that needs no other file: figures inline, light and dark mode, sortable tables.</summary>
public static class HtmlReport
{
    /// <summary>Writes it.</summary>
    public static string Write(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var html = new StringBuilder();
        Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(document.Title)}</title>
            <style>{PageParts.Style}</style>
            </head>
            <body>
            <main>
            <h1>{Encode(document.Title)}</h1>
            <p class="summary">{Encode(document.Summary)}</p>

            """);
        foreach (var section in document.Sections)
        {
            Append(Section(section));
        }

        if (document.LeftOut.Count > 0)
        {
            var items = document.LeftOut.Select(figure => $"<li>{Encode(figure.Figure)}: {Encode(figure.Reason)}</li>");
            Append($"<section>\n<h2>Left out</h2>\n<ul>{string.Concat(items)}</ul>\n</section>\n");
        }

        Append($"</main>\n<script>{PageParts.Script}</script>\n</body>\n</html>\n");
        return html.ToString();

        void Append(string text) => html.Append(text);
    }

    private static string Section(ReportSection section)
    {
        var figure = section.Figure is { } picture
            ? $"<figure>\n{picture.ToSvg(titled: false)}\n<figcaption>{Encode(section.Caption)}</figcaption>\n</figure>\n"
            : section.Caption.Length > 0 ? $"<p>{Encode(section.Caption)}</p>\n" : "";
        return $"<section>\n<h2>{Encode(section.Title)}</h2>\n{figure}{string.Concat(section.Tables.Select(Table))}</section>\n";
    }

    private static string Table(ReportTable table)
    {
        var head = table.Columns.Select((name, column) =>
            $"<th scope=\"col\"{Class(table, column)}><button type=\"button\">{Encode(name)}</button></th>");
        var rows = table.Rows.Select(row => string.Concat(row.Select((cell, column) => Cell(table, cell, column))))
            .Select(cells => $"<tr>{cells}</tr>\n");
        var note = table.Note.Length > 0 ? $"<p class=\"note\">{Encode(table.Note)}</p>\n" : "";
        return $"""
            <div class="scroll"><table>
            <caption>{Encode(table.Title)}</caption>
            <thead><tr>{string.Concat(head)}</tr></thead>
            <tbody>
            {string.Concat(rows)}</tbody>
            </table></div>
            {note}
            """;
    }

    private static string Cell(ReportTable table, Cell cell, int column)
    {
        var value = cell.Value is { } number ? string.Create(CultureInfo.InvariantCulture, $" data-value=\"{number:R}\"") : "";
        var text = cell.IsStrong ? $"<strong>{Encode(cell.Text)}</strong>" : Encode(cell.Text);
        return $"<td{Class(table, column)}{value}>{text}</td>";
    }

    private static string Class(ReportTable table, int column) => table.IsNumeric(column) ? " class=\"number\"" : "";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
