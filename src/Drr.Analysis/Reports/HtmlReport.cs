using System.Globalization;
using System.Net;
using System.Text;

namespace Drr.Analysis.Reports;

/// <summary>A report as one HTML page that needs nothing beside it: figures inline, light and dark, tables sortable.</summary>
public static class HtmlReport
{
    /// <summary>Writes it.</summary>
    public static string Write(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
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
            html.Append(Section(section));
        }

        if (document.LeftOut.Count > 0)
        {
            var items = document.LeftOut.Select(figure => $"<li>{Encode(figure.Figure)}: {Encode(figure.Reason)}</li>");
            html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>Left out</h2>\n<ul>{string.Concat(items)}</ul>\n</section>\n");
        }

        return html.Append(CultureInfo.InvariantCulture, $"</main>\n<script>{PageParts.Script}</script>\n</body>\n</html>\n").ToString();
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
        var html = new StringBuilder("<div class=\"scroll\"><table>\n");
        html.Append(CultureInfo.InvariantCulture, $"<caption>{Encode(table.Title)}</caption>\n<thead><tr>");
        for (var column = 0; column < table.Columns.Count; column++)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<th scope=\"col\"{Class(table, column)}><button type=\"button\">{Encode(table.Columns[column])}</button></th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            for (var column = 0; column < row.Count; column++)
            {
                var value = row[column].Value is { } number ? string.Create(CultureInfo.InvariantCulture, $" data-value=\"{number:R}\"") : "";
                html.Append(CultureInfo.InvariantCulture, $"<td{Class(table, column)}{value}>{Encode(row[column].Text)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n");
        return table.Note.Length > 0 ? html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Encode(table.Note)}</p>\n").ToString() : html.ToString();
    }

    private static string Class(ReportTable table, int column) => table.IsNumeric(column) ? " class=\"number\"" : "";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
