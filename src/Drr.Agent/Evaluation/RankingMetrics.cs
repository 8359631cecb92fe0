namespace Drr.Agent.Evaluation;

/// <summary>Measures of one ranked list with binary gains. A list may be shorter than k: the missing
/// places count as misses.</summary>
/// <remarks>In all of them <c>hits</c> is the shown list, best first, true where the item is relevant; <c>k</c> is 1 or more;
/// <c>relevant</c> is the number of relevant items, shown or not. NaN stands for a measure that is not defined for this user,
/// who is then left out of its mean.</remarks>
public static class RankingMetrics
{
    /// <summary>hits in the first k / k, in [0, 1].</summary>
    public static double Precision(ReadOnlySpan<bool> hits, int k) => (double)Count(hits, k) / k;

    /// <summary>hits in the first k / relevant, in [0, 1]; NaN without a relevant item.</summary>
    public static double Recall(ReadOnlySpan<bool> hits, int k, int relevant) =>
        relevant == 0 ? double.NaN : (double)Count(hits, k) / relevant;

    /// <summary>1 if one of the first k is a hit, else 0.</summary>
    public static double HitRate(ReadOnlySpan<bool> hits, int k) => Count(hits, k) > 0 ? 1 : 0;

    /// <summary>DCG@k over that of the best possible list, in [0, 1]; NaN without a relevant item.</summary>
    public static double Ndcg(ReadOnlySpan<bool> hits, int k, int relevant) =>
        relevant == 0 ? double.NaN : Dcg(hits, k) / IdealDcg(Math.Min(k, relevant));

    /// <summary>DCG@k over that of the first k themselves in their best order, in [0, 1]; NaN without a hit.</summary>
    /// <remarks>It ignores relevant items that are missing from the list, so it is much higher than <see cref="Ndcg"/>; the
    /// published figures of Liu et al. 2018 fit only this definition.</remarks>
    public static double ListNdcg(ReadOnlySpan<bool> hits, int k) =>
        Count(hits, k) is > 0 and var found ? Dcg(hits, k) / IdealDcg(found) : double.NaN;

    /// <summary>Sum of precisions at the hits of the first k / min(k, relevant), in [0, 1]; NaN if none is relevant.</summary>
    public static double AveragePrecision(ReadOnlySpan<bool> hits, int k, int relevant)
    {
        double sum = 0;
        var found = 0;
        for (var place = 0; place < Math.Min(k, hits.Length); place++)
        {
            sum += hits[place] ? (double)++found / (place + 1) : 0;
        }

        return relevant == 0 ? double.NaN : sum / Math.Min(k, relevant);
    }

    /// <summary>1 / place of the first hit, in [0, 1]; 0 without one in the first k.</summary>
    public static double ReciprocalRank(ReadOnlySpan<bool> hits, int k) =>
        First(hits, k).IndexOf(true) is >= 0 and var place ? 1.0 / (place + 1) : 0;

    /// <summary>Sum of 1 / log2(place + 1) over the hits of the first k; places count from 1.</summary>
    public static double Dcg(ReadOnlySpan<bool> hits, int k)
    {
        double sum = 0;
        for (var place = 0; place < Math.Min(k, hits.Length); place++)
        {
            sum += hits[place] ? 1 / Math.Log2(place + 2) : 0;
        }

        return sum;
    }

    private static double IdealDcg(int hits)
    {
        double sum = 0;
        for (var place = 0; place < hits; place++)
        {
            sum += 1 / Math.Log2(place + 2);
        }

        return sum;
    }

    private static int Count(ReadOnlySpan<bool> hits, int k) => First(hits, k).Count(true);

    private static ReadOnlySpan<bool> First(ReadOnlySpan<bool> hits, int k) => hits[..Math.Min(k, hits.Length)];
}
