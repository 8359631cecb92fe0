using Drr.Agent;
using Drr.Analysis.Figures;
using Drr.Analysis.Protocols;
using static System.FormattableString;

namespace Drr.Analysis.Reports;

/// <summary>A report before it is written as anything.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Sections">In order.</param>
/// <param name="LeftOut">Figures that the data do not allow.</param>
public sealed record ReportDocument(
    string Title, string Summary, IReadOnlyList<ReportSection> Sections, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>The report of an analysis.</summary>
    /// <param name="analysis">The numbers.</param>
    /// <param name="figures">Its figures.</param>
    public static ReportDocument Of(DatasetAnalysis analysis, FigureSet figures)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(figures);
        var stats = analysis.Stats;
        var sections = new List<ReportSection>
        {
            new("In numbers", "", null, [StatsTables.Numbers(analysis)]),
        };
        sections.AddRange(figures.Figures.Select(figure => new ReportSection(
            figure.Title, figure.Caption, figure, [.. FigureTables.Of(analysis, figure.Key)])));
        var trending = analysis.Trending;
        sections.Add(new(
            "The trending list", ProtocolTables.TrendingCard(trending), null, [.. ProtocolTables.Trending(trending)]));
        if (analysis.CrossValidation is { } validation)
        {
            sections.Add(ReportSection.Of(validation));
        }

        var summary = $"{Counted.Of(stats.Users, "user")}, {Counted.Of(stats.Items, "film")} "
            + $"({Text.Number(stats.RatedItems)} rated), {Counted.Of(stats.Ratings, "rating")} from {Text.Date(stats.FirstTime)} "
            + Invariant($"to {Text.Date(stats.LastTime)}; ")
            + Invariant($"{100 * stats.Sparsity:0.0000} % of the pairs of user and rated film are empty.");
        return new($"{stats.Name}: what the data say", summary, sections, figures.LeftOut);
    }
}

/// <summary>A figure, tables, or both.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Caption">What one sees, in numbers.</param>
/// <param name="Figure">The picture, where there is one.</param>
/// <param name="Tables">The numbers, where a table helps.</param>
public sealed record ReportSection(string Title, string Caption, Figure? Figure, IReadOnlyList<ReportTable> Tables)
{
    /// <summary>A cross-validation: its card, and a row for each model.</summary>
    /// <param name="report">The figures.</param>
    public static ReportSection Of(CrossValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            "Cross-validation", ProtocolTables.CrossValidationCard(report), null, [ProtocolTables.CrossValidation(report)]);
    }
}
