using Gaussian = MathNet.Numerics.Distributions.Normal;

namespace Drr.Agent.Evaluation.Statistics;

/// <summary>Are paired differences symmetric around 0? (Wilcoxon 1945.) Differences of 0 are left out; those of equal size get
/// the mean of their ranks.</summary>
internal static class SignedRankTest
{
    /// <summary>The largest number of pairs for which the distribution is computed exactly; above it, and with tied ranks, it is
    /// approximated as normal.</summary>
    public const int ExactPairs = 50;

    /// <summary>Tests differences, rounded to nine decimals: 0.5 - 0.4 and 0.2 - 0.1 are of one size.</summary>
    /// <param name="differences">One value a pair; NaN where not defined, which is left out as 0 is.</param>
    public static SignedRankResult Of(ReadOnlySpan<double> differences)
    {
        var pairs = new List<double>();
        foreach (var difference in differences)
        {
            if (Math.Round(difference, 9) is var rounded && !double.IsNaN(rounded) && rounded != 0)
            {
                pairs.Add(rounded);
            }
        }

        pairs.Sort((a, b) => Math.Abs(a).CompareTo(Math.Abs(b)));
        var (plus, ties) = RankSum(pairs);
        var all = pairs.Count * (pairs.Count + 1.0) / 2;
        var statistic = Math.Min(plus, all - plus);
        var p = pairs.Count == 0 ? 1
            : ties == 0 && pairs.Count <= ExactPairs ? Exact((int)statistic, pairs.Count) : Normal(plus, pairs.Count, ties);
        return new SignedRankResult(statistic, p, pairs.Count, pairs.Count == 0 ? 0 : ((2 * plus) - all) / all);
    }

    /// <summary>The sum of the ranks of positive differences, and t^3 - t summed over groups of t equal sizes.</summary>
    private static (double Plus, double Ties) RankSum(List<double> bySize)
    {
        var (plus, ties) = (0.0, 0.0);
        for (int from = 0, to; from < bySize.Count; from = to)
        {
            for (to = from + 1; to < bySize.Count && Math.Abs(bySize[to]) == Math.Abs(bySize[from]); to++)
            {
            }

            double tied = to - from;
            ties += (tied * tied * tied) - tied;
            plus += bySize.GetRange(from, to - from).Count(difference => difference > 0) * (from + 1 + to) / 2.0;
        }

        return (plus, ties);
    }

    /// <summary>2·P(W ≤ statistic): of the 2^n ways to give signs to the ranks 1 to n, how many have so small a sum.</summary>
    private static double Exact(int statistic, int pairs)
    {
        var ways = new double[statistic + 1]; // of the ranks so far, with this sum; whole numbers up to 2^50
        ways[0] = 1;
        for (var rank = 1; rank <= pairs; rank++)
        {
            for (var sum = statistic; sum >= rank; sum--)
            {
                ways[sum] += ways[sum - rank];
            }
        }

        return Math.Min(1, Math.ScaleB(ways.Sum(), 1 - pairs));
    }

    /// <summary>The variance is corrected for ties, and the sum, a whole number, moves by one half towards its mean.</summary>
    private static double Normal(double plus, int pairs, double ties)
    {
        var mean = pairs * (pairs + 1.0) / 4;
        var variance = ((pairs * (pairs + 1.0) * ((2.0 * pairs) + 1)) - (ties / 2)) / 24;
        var distance = Math.Max(Math.Abs(plus - mean) - 0.5, 0);
        return Math.Min(1, 2 * Gaussian.CDF(0, 1, -distance / Math.Sqrt(variance)));
    }
}

/// <summary>The outcome of Wilcoxon's signed-rank test.</summary>
/// <param name="Statistic">The smaller of the two rank sums.</param>
/// <param name="P">Two-sided; 1 when no pair differs.</param>
/// <param name="Pairs">Pairs that differ.</param>
/// <param name="Effect">Matched-pairs rank-biserial correlation (Kerby 2014): share of the ranks in favour less
/// share against, in [-1, 1].</param>
internal readonly record struct SignedRankResult(double Statistic, double P, int Pairs, double Effect);
