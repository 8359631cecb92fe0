using Drr.Tensors;

namespace Drr.Agent.Evaluation.Statistics;

/// <summary>Is one row better than another, user by user?</summary>
/// <param name="Difference">Mean of first less second, with its 95 % bootstrap interval.</param>
/// <param name="BootstrapP">Two-sided: how often a resample's mean lies beyond 0.</param>
/// <param name="WilcoxonP">Two-sided, of the signed-rank test.</param>
/// <param name="HolmP"><see cref="WilcoxonP"/> corrected for the tests reported together; the same for a single test.</param>
/// <param name="Effect">Rank-biserial correlation in [-1, 1]; see <see cref="SignedRankResult"/>.</param>
public sealed record PairedTest(
    MetricEstimate Difference, double BootstrapP, double WilcoxonP, double HolmP, double Effect)
{
    /// <summary>A difference is marked as significant where <see cref="HolmP"/> is below this.</summary>
    public const double Level = 0.05;

    /// <summary>Whether the difference gets a mark: the corrected test rejects that there is none.</summary>
    public bool Significant => HolmP < Level;

    /// <summary>Compares two rows.</summary>
    /// <param name="first">One value a user; NaN where not defined.</param>
    /// <param name="second">The same users in the same order.</param>
    /// <param name="rng">Of the bootstrap.</param>
    /// <param name="resamples">1 or more.</param>
    /// <exception cref="ArgumentException">Lengths differ or are 0.</exception>
    public static PairedTest Of(double[] first, double[] second, Rng rng, int resamples = 1000)
    {
        var differences = Differences(first, second);
        return Of(differences, Bootstrap.Resample([differences], rng, resamples)[0]);
    }

    /// <summary>Tests that are reported together: the Holm correction covers them all.</summary>
    public static PairedTest[] Together(IReadOnlyList<PairedTest> tests)
    {
        var holm = HolmCorrection.Adjust([.. tests.Select(test => test.WilcoxonP)]);
        return [.. tests.Select((test, i) => test with { HolmP = holm[i] })];
    }

    /// <summary>first - second, user by user.</summary>
    internal static double[] Differences(double[] first, double[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Length == second.Length
            ? [.. first.Zip(second, (a, b) => a - b)]
            : throw new ArgumentException($"Needed the same users in both rows, got {first.Length} and {second.Length} values.");
    }

    /// <summary>A test of differences and their resampled means.</summary>
    internal static PairedTest Of(ReadOnlySpan<double> differences, BootstrapMeans means)
    {
        var ranks = SignedRankTest.Of(differences);
        return new PairedTest(means.Estimate, means.PValue, ranks.P, ranks.P, ranks.Effect);
    }
}

/// <summary>Several tests at once: with adjusted p-values below a level, the chance of one wrong rejection
/// or more is below it.</summary>
internal static class HolmCorrection
{
    /// <summary>The smallest of m p-values times m, the next times m - 1, and so on; never falling,
    /// at most 1 (Holm 1979).</summary>
    /// <param name="p">In any order.</param>
    /// <returns>Adjusted, in the order given.</returns>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        var adjusted = new double[p.Count];
        var (left, largest) = (p.Count, 0.0);
        foreach (var i in Enumerable.Range(0, p.Count).OrderBy(i => p[i]))
        {
            adjusted[i] = largest = Math.Max(largest, Math.Min(1, p[i] * left--));
        }

        return adjusted;
    }
}
