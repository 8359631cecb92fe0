using Drr.Agent.Data;
using Drr.Agent.Evaluation;

namespace Drr.Analysis.Protocols;

/// <summary>How good one list is, or lists are on average.</summary>
/// <param name="PrecisionAt5">Relevant films among the first five, divided by five.</param>
/// <param name="NdcgAt5">The same with earlier places counting more, divided by the best possible value.</param>
/// <param name="PrecisionAt10">Relevant films among the first ten, divided by ten.</param>
/// <param name="NdcgAt10">The same with earlier places counting more, divided by the best possible value.</param>
/// <param name="RecallAt10">Relevant films among the first ten, divided by all relevant ones.</param>
internal readonly record struct ListQuality(
    double PrecisionAt5, double NdcgAt5, double PrecisionAt10, double NdcgAt10, double RecallAt10)
{
    /// <summary>The longest list that counts.</summary>
    public const int Depth = 10;

    /// <summary>The names of <see cref="Values"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["P@5", "NDCG@5", "P@10", "NDCG@10", "recall@10"];

    /// <summary>All of them, in the order of <see cref="Names"/>.</summary>
    internal double[] Values => [PrecisionAt5, NdcgAt5, PrecisionAt10, NdcgAt10, RecallAt10];

    /// <summary>Measures a list.</summary>
    /// <param name="list">Dense item ids, best first, ten or fewer.</param>
    /// <param name="relevant">Which items are relevant; one or more.</param>
    internal static ListQuality Of(ReadOnlySpan<int> list, HashSet<int> relevant)
    {
        Span<bool> hits = stackalloc bool[list.Length];
        for (var place = 0; place < list.Length; place++)
        {
            hits[place] = relevant.Contains(list[place]);
        }

        return new(
            RankingMetrics.Precision(hits, 5), RankingMetrics.Ndcg(hits, 5, relevant.Count),
            RankingMetrics.Precision(hits, 10), RankingMetrics.Ndcg(hits, 10, relevant.Count),
            RankingMetrics.Recall(hits, 10, relevant.Count));
    }
}

/// <summary>Which ratings say that a film was liked.</summary>
internal static class Liking
{
    private const double Share = 0.75; // of the way from the lowest star to the highest

    /// <summary>Ratings from this on: 4 of 1 to 5, and 4 of 0.5 to 5.</summary>
    internal static float From(RatingScale scale) => scale.Nearest(scale.Min + (Share * (scale.Max - scale.Min)));
}
