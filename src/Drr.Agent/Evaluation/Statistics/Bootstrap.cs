using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Statistics;

/// <summary>Percentile bootstrap of means over users (Efron and Tibshirani 1993, chapter 13).</summary>
public static class Bootstrap
{
    /// <summary>The means of several columns, with their intervals; see <see cref="Resample"/>.</summary>
    public static MetricEstimate[] Estimate(IReadOnlyList<double[]> columns, Rng rng, int resamples) =>
        [.. Resample(columns, rng, resamples).Select(means => means.Estimate)];

    /// <summary>The means of several columns over the same resampled users, so that they can be compared.</summary>
    /// <param name="columns">One value a user, users in the same order in each; NaN where not defined.</param>
    /// <param name="rng">Moved on by one number a user and resample.</param>
    /// <param name="resamples">1 or more; 1,000 are enough for a 95 % interval.</param>
    /// <param name="cancellation">Stops between two resamples.</param>
    /// <returns>One a column.</returns>
    /// <exception cref="ArgumentException">Columns differ in length or hold no user.</exception>
    public static BootstrapMeans[] Resample(
        IReadOnlyList<double[]> columns, Rng rng, int resamples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rng);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        var users = columns.Count == 0 ? 0 : columns[0].Length;
        if (users == 0 || columns.Any(column => column.Length != users))
        {
            throw new ArgumentException($"Needed columns of one length above 0; got {columns.Count}, the first has {users}.");
        }

        var samples = columns.Select(column => new Sample(column, resamples)).ToArray();
        var drawn = new float[users]; // how often each user is in the resample
        for (var resample = 0; resample < resamples; resample++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(drawn);
            for (var draw = 0; draw < users; draw++)
            {
                drawn[rng.NextInt(users)]++;
            }

            foreach (var sample in samples)
            {
                sample.AddMean(drawn, resample);
            }
        }

        return [.. samples.Select(sample => sample.Means())];
    }

    /// <summary>One column's values and the means of its resamples.</summary>
    private sealed class Sample
    {
        private readonly float[] _values; // 0 where not defined
        private readonly float[]? _defined; // 1 where defined; null if everywhere
        private readonly double[] _means;
        private readonly double _mean;
        private readonly int _users;

        public Sample(double[] values, int resamples)
        {
            var defined = values.Where(value => !double.IsNaN(value)).ToArray();
            (_users, _mean) = (defined.Length, defined.DefaultIfEmpty(0).Average());
            _values = [.. values.Select(value => double.IsNaN(value) ? 0 : (float)value)];
            _defined = _users == values.Length ? null : [.. values.Select(value => double.IsNaN(value) ? 0f : 1f)];
            _means = new double[resamples];
        }

        public void AddMean(float[] drawn, int resample)
        {
            double users = _defined is null ? drawn.Length : Reductions.Dot(drawn, _defined);
            _means[resample] = users == 0 ? _mean : Reductions.Dot(drawn, _values) / users;
        }

        public BootstrapMeans Means() => new(_mean, _means, _users);
    }
}

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
