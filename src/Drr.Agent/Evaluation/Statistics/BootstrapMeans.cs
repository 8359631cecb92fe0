namespace Drr.Agent.Evaluation.Statistics;

/// <summary>A mean, and what it would have been with other users drawn from the same.</summary>
public sealed class BootstrapMeans
{
    private readonly double[] _means; // ascending

    /// <summary>Takes <paramref name="means"/> over and sorts them.</summary>
    /// <param name="mean">Of the users seen.</param> <param name="means">Of the resamples, one or more.</param>
    /// <param name="users">Users for whom the measure is defined.</param>
    internal BootstrapMeans(double mean, double[] means, int users)
    {
        Array.Sort(means);
        _means = means;
        var tail = (int)(0.025 * means.Length); // resamples beyond either end
        Estimate = new MetricEstimate(mean, means[tail], means[^(tail + 1)], users);
    }

    /// <summary>The mean and its 95 % percentile interval.</summary>
    public MetricEstimate Estimate { get; }

    /// <summary>Two-sided p-value of "the mean is 0": twice the share of resamples on the other side of 0, in (0, 1]; the users
    /// seen count as one resample more (Davison and Hinkley 1997, section 4.2).</summary>
    public double PValue
    {
        get
        {
            var (below, above) = (_means.Count(mean => mean <= 0), _means.Count(mean => mean >= 0));
            return Math.Min(1, 2.0 * (Math.Min(below, above) + 1) / (_means.Length + 1));
        }
    }
}
