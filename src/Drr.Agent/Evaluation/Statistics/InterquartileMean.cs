using Drr.Tensors;

namespace Drr.Agent.Evaluation.Statistics;

/// <summary>The mean of the middle half of the values, so that one outlying seed has no influence
/// (Agarwal et al. 2021).</summary>
public static class InterquartileMean
{
    /// <summary>A quarter of the weight is cut from either end. A value at the cut counts in part: three seeds
    /// weigh 1/6, 2/3, 1/6.</summary>
    /// <param name="values">One or more, in any order.</param>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(values));
        var (cut, sum) = (sorted.Length / 4.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            sum += sorted[i] * Math.Max(0, Math.Min(i + 1, sorted.Length - cut) - Math.Max(i, cut)); // share of [i, i + 1] inside
        }

        return sum / (sorted.Length / 2.0);
    }

    /// <summary>With a 95 % percentile bootstrap interval over the seeds. With few seeds it says little, since it cannot leave
    /// the range of the values seen.</summary>
    /// <param name="values">One a seed.</param> <param name="rng">Advanced.</param> <param name="resamples">1 or more.</param>
    public static MetricEstimate Estimate(double[] values, Rng rng, int resamples = 1000)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(rng);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        var means = new double[resamples];
        for (var resample = 0; resample < resamples; resample++)
        {
            means[resample] = Of(values.Select(_ => values[rng.NextInt(values.Length)]));
        }

        return new BootstrapMeans(Of(values), means, values.Length).Estimate;
    }
}
