using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Statistics;

/// <summary>Percentile bootstrap of means over users (Efron and Tibshirani 1993, chapter 13).</summary>
public static class Bootstrap
{
    private const int ResamplesAtOnce = 64;

    /// <summary>The means of several columns, with their intervals; see <see cref="Resample"/>.</summary>
    public static MetricEstimate[] Estimate(IReadOnlyList<double[]> columns, Rng rng, int resamples) =>
        [.. Resample(columns, rng, resamples).Select(means => means.Estimate)];

    /// <summary>The means of several columns over the same resampled users, so that they can be compared.</summary>
    /// <param name="columns">One value a user, users in the same order in each; NaN where not defined.</param>
    /// <param name="rng">Advanced by one number for each user and resample.</param>
    /// <param name="resamples">1 or more; 1,000 are enough for a 95 % interval.</param>
    /// <param name="cancellation">Stops between two resamples.</param>
    /// <returns>One a column.</returns>
    /// <exception cref="ArgumentException">Columns differ in length or hold no user.</exception>
    internal static BootstrapMeans[] Resample(
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

        var samples = new Samples(columns, resamples);
        var drawn = new float[Math.Min(ResamplesAtOnce, resamples) * users]; // how often each user is in each of them
        for (var first = 0; first < resamples; first += ResamplesAtOnce)
        {
            var count = Math.Min(ResamplesAtOnce, resamples - first);
            Array.Clear(drawn);
            for (var resample = 0; resample < count; resample++)
            {
                cancellation.ThrowIfCancellationRequested();
                var times = drawn.AsSpan(resample * users, users);
                for (var draw = 0; draw < users; draw++)
                {
                    times[rng.NextInt(users)]++;
                }
            }

            samples.AddMeans(drawn, first, count);
        }

        return samples.Means();
    }

    /// <summary>The columns' values, and the means of their resamples by two matrix products: sums of the values, and
    /// counts of the users for whom they are defined.</summary>
    private sealed class Samples
    {
        private readonly IReadOnlyList<double[]> _columns;
        private readonly int[] _gappy; // columns that are not defined for everybody, ascending
        private readonly float[] _values; // [columns, users], 0 where not defined
        private readonly float[] _defined; // [gappy columns, users], 1 where defined
        private readonly float[] _sums, _counts; // [columns or gappy columns, resamples at once]
        private readonly (double Mean, int Users)[] _seen; // [columns]
        private readonly double[][] _means; // [columns][resamples]

        public Samples(IReadOnlyList<double[]> columns, int resamples)
        {
            _columns = columns;
            _gappy = [.. Enumerable.Range(0, columns.Count).Where(column => columns[column].Any(double.IsNaN))];
            var users = columns[0].Length;
            (_values, _defined) = (new float[columns.Count * users], new float[_gappy.Length * users]);
            for (var i = 0; i < _values.Length; i++)
            {
                var value = columns[i / users][i % users];
                _values[i] = double.IsNaN(value) ? 0 : (float)value;
            }

            for (var i = 0; i < _defined.Length; i++)
            {
                _defined[i] = double.IsNaN(columns[_gappy[i / users]][i % users]) ? 0 : 1;
            }

            (_sums, _counts) = (new float[columns.Count * ResamplesAtOnce], new float[_gappy.Length * ResamplesAtOnce]);
            _seen = [.. columns.Select(column => column.Where(value => !double.IsNaN(value)))
                .Select(defined => (defined.DefaultIfEmpty(0).Average(), defined.Count()))];
            _means = [.. columns.Select(_ => new double[resamples])];
        }

        /// <param name="drawn">[count or more, users]</param> <param name="first">The resample in its first row.</param>
        /// <param name="count">Of resamples.</param>
        public void AddMeans(float[] drawn, int first, int count)
        {
            var users = _columns[0].Length;
            MatMul.ABt(_values, drawn, _columns.Count, users, count, _sums);
            MatMul.ABt(_defined, drawn, _gappy.Length, users, count, _counts);
            for (var column = 0; column < _columns.Count; column++)
            {
                var gappy = Array.BinarySearch(_gappy, column);
                for (var resample = 0; resample < count; resample++)
                {
                    double defined = gappy < 0 ? users : _counts[(gappy * count) + resample];
                    _means[column][first + resample] =
                        defined == 0 ? _seen[column].Mean : _sums[(column * count) + resample] / defined;
                }
            }
        }

        public BootstrapMeans[] Means() =>
            [.. _seen.Select((seen, column) => new BootstrapMeans(seen.Mean, _means[column], seen.Users))];
    }
}

/// <summary>A mean, and the means of its bootstrap resamples.</summary>
internal sealed class BootstrapMeans
{
    private readonly double[] _means; // ascending

    /// <summary>Owns <paramref name="means"/> and sorts them.</summary>
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

/// <summary>A mean over users with its 95 % bootstrap interval.</summary>
/// <param name="Mean">Over the users for whom the measure is defined; 0 if there is none.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
/// <param name="Users">n: users for whom the measure is defined.</param>
public readonly record struct MetricEstimate(double Mean, double Low, double High, int Users);
