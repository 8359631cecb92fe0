using System.Text;
using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Analysis.Figures;
using Drr.Tensors;

namespace Drr.Analysis.Reports;

/// <summary>A report as files: <c>report.html</c>, <c>report.md</c>, <c>report.json</c>, and each figure as PNG and SVG in
/// <c>figures/</c>. The same analysis gives the same bytes. All files are written under other names and then renamed, so that
/// the folder never holds half a report.</summary>
public static class ReportFolder
{
    private const string Figures = "figures";

    /// <summary>Writes all of it into a folder, which is made if need be.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="analysis">The numbers.</param>
    /// <param name="figures">Its figures.</param>
    /// <param name="progress">Told after each figure.</param>
    /// <param name="cancellation">Stops it; nothing is left then of what it wrote.</param>
    /// <returns>The files' names, as seen from the folder.</returns>
    public static IReadOnlyList<string> Write(
        string folder, DatasetAnalysis analysis, FigureSet figures, IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(figures);
        Directory.CreateDirectory(Path.Combine(folder, Figures));
        var document = ReportDocument.Of(analysis, figures);
        (string Name, Func<byte[]> Content)[] files =
        [
            .. figures.Figures.SelectMany((figure, place) => new (string, Func<byte[]>)[]
            {
                ($"{Figures}/{figure.Key}.png", figure.ToPng),
                ($"{Figures}/{figure.Key}.svg", () => Drawn(place, figure.ToSvg())),
            }),
            ("report.html", () => Encoding.UTF8.GetBytes(HtmlReport.Write(document))),
            ("report.md", () => Encoding.UTF8.GetBytes(MarkdownReport.Write(document, Figures))),
            ("report.json", () => Encoding.UTF8.GetBytes(Json(analysis, figures))),
        ];
        var written = files.Select(file => (Path.Combine(folder, file.Name), (Action<Stream>)(to => to.Write(file.Content()))));
        AtomicFile.WriteAll([.. written], cancellation);
        return [.. files.Select(file => file.Name)];

        byte[] Drawn(int place, string svg)
        {
            progress?.Report(new("draw", place + 1, figures.Figures.Count));
            return Encoding.UTF8.GetBytes(svg);
        }
    }

    private static string Json(DatasetAnalysis analysis, FigureSet figures) => JsonSerializer.Serialize(
        new
        {
            Analysis = analysis,
            Figures = figures.Figures.Select(figure => new { figure.Key, figure.Title, figure.Caption }),
            figures.LeftOut,
        },
        RunJson.Indented);
}
