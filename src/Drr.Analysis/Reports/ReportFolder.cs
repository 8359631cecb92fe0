using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Analysis.Figures;

namespace Drr.Analysis.Reports;

/// <summary>A report as files: <c>report.html</c>, <c>report.md</c>, <c>report.json</c>, and each figure as PNG and SVG in
/// <c>figures/</c>. The same analysis gives the same bytes. Files are written under another name and renamed, so that a
/// name never stands for half a file.</summary>
public static class ReportFolder
{
    private const string Figures = "figures";

    /// <summary>Writes all of it into a folder, which is made if need be.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="analysis">The numbers.</param>
    /// <param name="figures">Its figures.</param>
    /// <param name="progress">Told after each figure.</param>
    /// <param name="cancellation">Stops between two figures.</param>
    /// <returns>The files' names, as seen from the folder.</returns>
    public static IReadOnlyList<string> Write(
        string folder, DatasetAnalysis analysis, FigureSet figures, IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(figures);
        Directory.CreateDirectory(Path.Combine(folder, Figures));
        var files = new List<string>();
        foreach (var figure in figures.Figures)
        {
            cancellation.ThrowIfCancellationRequested();
            Save($"{Figures}/{figure.Key}.png", path => File.WriteAllBytes(path, figure.ToPng()));
            Save($"{Figures}/{figure.Key}.svg", path => File.WriteAllText(path, figure.ToSvg()));
            progress?.Report(new("draw", files.Count / 2, figures.Figures.Count));
        }

        var document = ReportDocument.Of(analysis, figures);
        Save("report.html", path => File.WriteAllText(path, HtmlReport.Write(document)));
        Save("report.md", path => File.WriteAllText(path, MarkdownReport.Write(document, Figures)));
        Save("report.json", path => File.WriteAllText(path, Json(analysis, figures)));
        return files;

        void Save(string name, Action<string> write)
        {
            var path = Path.Combine(folder, name);
            write(path + ".part");
            File.Move(path + ".part", path, overwrite: true);
            files.Add(name);
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
