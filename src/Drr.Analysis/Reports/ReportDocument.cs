using Drr.Agent;
using Drr.Analysis.Figures;
using Drr.Analysis.Protocols;
using static System.FormattableString;

namespace Drr.Analysis.Reports;

/// <summary>A report, whatever it will be written as.</summary>
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
        if (stats.HasTimes)
        {
            sections.Add(new(
                "The trending list", ProtocolTables.TrendingCard(trending), null, [.. ProtocolTables.Trending(trending)]));
        }

        if (analysis.CrossValidation is { } validation)
        {
            sections.Add(ReportSection.Of(validation));
        }

        var summary = $"{Counted.Of(stats.Users, "user")}, {Counted.Of(stats.Items, stats.ItemNoun)} "
            + $"({Text.Number(stats.RatedItems)} rated), {Counted.Of(stats.Ratings, stats.RatingNoun)}"
            + (stats.HasTimes ? $" from {Text.Date(stats.FirstTime)} to {Text.Date(stats.LastTime)}; " : " without times; ")
            + Invariant($"{100 * stats.Sparsity:0.0000} % of the pairs of user and rated {stats.ItemNoun} are empty.");
        return new($"{stats.Name}: what the data say", summary, sections, figures.LeftOut);
    }
}

/// <summary>A figure, tables, or both.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Caption">What can be seen, in numbers.</param>
/// <param name="Figure">The picture, where there is one.</param>
/// <param name="Tables">The numbers, where a table helps.</param>
public sealed record ReportSection(string Title, string Caption, Figure? Figure, IReadOnlyList<ReportTable> Tables)
{
    /// <summary>A cross-validation: how it was made, and a row for each model.</summary>
    /// <param name="report">The figures.</param>
    public static ReportSection Of(CrossValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            "Cross-validation", ProtocolTables.CrossValidationCard(report), null, [ProtocolTables.CrossValidation(report)]);
    }
}

/// <summary>The table of sizes, spans and gaps.</summary>
internal static class StatsTables
{
    internal static ReportTable Numbers(DatasetAnalysis analysis)
    {
        var (stats, missing) = (analysis.Stats, analysis.Stats.Missing);
        List<IReadOnlyList<Cell>> rows =
        [
            ["users", Text.Number(stats.Users)],
            [stats.ItemNoun + "s", $"{Text.Number(stats.Items)}, {Text.Number(stats.RatedItems)} of them rated"],
            [stats.RatingNoun + "s", Text.Number(stats.Ratings)],
            ["reward", stats.Scale.Meaning],
            [stats.Scale.IsEvents ? "mean" : "mean stars", Invariant($"{stats.MeanStars:0.0000}")],
            ["sparsity", Invariant($"{100 * stats.Sparsity:0.0000} % of the pairs of user and rated {stats.ItemNoun}")],
            [$"first {stats.RatingNoun}", Moment(stats, stats.FirstTime)],
            [$"last {stats.RatingNoun}", Moment(stats, stats.LastTime)],
            [$"{stats.RatingNoun}s per user", Spread(stats.RatingsPerUser)],
            [$"{stats.RatingNoun}s per rated {stats.ItemNoun}", Spread(stats.RatingsPerItem)],
            [$"{stats.ItemNoun}s without a genre", Text.Number(missing.Genres)],
            ["users without", $"gender {Text.Number(missing.Gender)}, age {Text.Number(missing.Age)}, occupation "
                + $"{Text.Number(missing.Occupation)}, postal code {Text.Number(missing.Zip)}"],
        ];
        return new("Sizes, spans, gaps", ["what", "how much"], rows);
    }

    private static string Moment(Agent.Data.DatasetStats stats, long time) =>
        stats.HasTimes ? Invariant($"{Text.Minute(time)} UTC ({time})") : "no times given";

    private static string Spread(Agent.Data.Quartiles counts) =>
        $"{Text.Number(counts.Min)} to {Text.Number(counts.Max)}, " + Invariant($"mean {counts.Mean:N1}, ")
        + $"quartiles {Text.Number(counts.Lower)}, {Text.Number(counts.Median)}, {Text.Number(counts.Upper)}";
}
