using static System.FormattableString;

namespace Drr.Analysis.Reports;

/// <summary>The table of sizes, spans and gaps.</summary>
internal static class StatsTables
{
    internal static ReportTable Numbers(DatasetAnalysis analysis)
    {
        var (stats, missing) = (analysis.Stats, analysis.Stats.Missing);
        List<IReadOnlyList<Cell>> rows =
        [
            ["users", Text.Number(stats.Users)],
            ["films", $"{Text.Number(stats.Items)}, {Text.Number(stats.RatedItems)} of them rated"],
            ["ratings", Text.Number(stats.Ratings)],
            ["mean stars", Invariant($"{stats.MeanStars:0.0000}")],
            ["sparsity", Invariant($"{100 * stats.Sparsity:0.0000} % of the pairs of user and rated film")],
            ["first rating", Invariant($"{Text.Minute(stats.FirstTime)} UTC ({stats.FirstTime})")],
            ["last rating", Invariant($"{Text.Minute(stats.LastTime)} UTC ({stats.LastTime})")],
            ["ratings per user", Spread(stats.RatingsPerUser)],
            ["ratings per rated film", Spread(stats.RatingsPerItem)],
            ["films without a genre", Text.Number(missing.Genres)],
            ["users without", $"gender {Text.Number(missing.Gender)}, age {Text.Number(missing.Age)}, occupation "
                + $"{Text.Number(missing.Occupation)}, postal code {Text.Number(missing.Zip)}"],
        ];
        return new("Sizes, spans, gaps", ["what", "how much"], rows);
    }

    private static string Spread(Agent.Data.Quartiles counts) =>
        $"{Text.Number(counts.Min)} to {Text.Number(counts.Max)}, " + Invariant($"mean {counts.Mean:N1}, ")
        + $"quartiles {Text.Number(counts.Lower)}, {Text.Number(counts.Median)}, {Text.Number(counts.Upper)}";
}
