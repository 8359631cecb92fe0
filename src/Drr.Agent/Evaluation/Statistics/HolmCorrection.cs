namespace Drr.Agent.Evaluation.Statistics;

/// <summary>Several tests at once: with adjusted p-values below a level, the chance of one wrong rejection or more is below
/// it.</summary>
public static class HolmCorrection
{
    /// <summary>The smallest of m p-values times m, the next times m - 1, and so on; never falling, at most 1 (Holm 1979).</summary>
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
