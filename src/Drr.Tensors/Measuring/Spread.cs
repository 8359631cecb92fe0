namespace Drr.Tensors.Measuring;

/// <summary>A figure that was measured many times: its median, and the quartiles between which half of the samples lie.</summary>
/// <param name="Median">The figure.</param> <param name="Lower">First quartile.</param> <param name="Upper">Third
/// quartile.</param>
/// <param name="Samples">How many there were.</param>
public readonly record struct Spread(double Median, double Lower, double Upper, int Samples)
{
    /// <summary>The spread of some samples, which are put in order.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Spread Of(Span<double> samples)
    {
        if (samples.IsEmpty)
        {
            throw new ArgumentException("There are no samples.", nameof(samples));
        }

        samples.Sort();
        return new Spread(Quantile(samples, 0.5), Quantile(samples, 0.25), Quantile(samples, 0.75), samples.Length);
    }

    /// <summary>Linear between the two samples beside the place.</summary>
    private static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)place], sorted[(int)Math.Ceiling(place)]);
        return below + ((place - (int)place) * (above - below));
    }
}
