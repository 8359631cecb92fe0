using System.Diagnostics;

namespace Drr.Tensors.Measuring;

/// <summary>How long something takes, on a machine that may have other work.</summary>
/// <remarks>A sample is short, so that most samples fall between two interruptions, and the median counts. Two things are
/// compared in turns, sample by sample, because the processor's clock moves from second to second.</remarks>
public static class Timing
{
    private const double SampleSeconds = 0.3e-3, WarmSeconds = 0.4;
    private const int FewestSamples = 7;

    /// <summary>Seconds a call.</summary>
    /// <param name="run">The work; warmed up here.</param> <param name="budget">How long to measure.</param>
    public static Spread Of(Action run, TimeSpan budget)
    {
        var calls = Calls(run);
        var samples = new List<double>();
        for (var start = Stopwatch.GetTimestamp(); Goes(start, budget, samples.Count);)
        {
            samples.Add(Sample(run, calls));
        }

        return Spread.Of(samples.ToArray());
    }

    /// <summary>Seconds a call of two rivals, and how many times longer the second takes than the first, pair by pair.</summary>
    /// <param name="first">One; warmed up here.</param> <param name="second">The other; likewise.</param>
    /// <param name="budget">How long to measure both.</param>
    public static (Spread First, Spread Second, Spread Ratio) OfPair(Action first, Action second, TimeSpan budget)
    {
        var (firstCalls, secondCalls) = (Calls(first), Calls(second));
        List<double> firsts = [], seconds = [], ratios = [];
        for (var start = Stopwatch.GetTimestamp(); Goes(start, budget, ratios.Count);)
        {
            var firstGoesFirst = ratios.Count % 2 == 0; // neither always finds the caches as the other left them
            var one = firstGoesFirst ? Sample(first, firstCalls) : Sample(second, secondCalls);
            var other = firstGoesFirst ? Sample(second, secondCalls) : Sample(first, firstCalls);
            var (a, b) = firstGoesFirst ? (one, other) : (other, one);
            firsts.Add(a);
            seconds.Add(b);
            ratios.Add(b / a);
        }

        return (Spread.Of(firsts.ToArray()), Spread.Of(seconds.ToArray()), Spread.Of(ratios.ToArray()));
    }

    private static bool Goes(long start, TimeSpan budget, int samples) =>
        samples < FewestSamples || Stopwatch.GetElapsedTime(start) < budget;

    /// <summary>Calls that fill a sample, measured after the just-in-time compiler has had time to optimise.</summary>
    private static int Calls(Action run)
    {
        var shortest = double.MaxValue;
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmSeconds;)
        {
            shortest = Math.Min(shortest, Sample(run, 1));
        }

        return (int)Math.Clamp(SampleSeconds / shortest, 1, 1e6);
    }

    private static double Sample(Action run, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            run();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}

/// <summary>A figure that was measured many times: its median, and the quartiles between which half of the samples lie.</summary>
/// <param name="Median">The figure.</param> <param name="Lower">First quartile.</param>
/// <param name="Upper">Third quartile.</param>
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

    /// <summary>Linear between the two samples next to the place.</summary>
    private static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)place], sorted[(int)Math.Ceiling(place)]);
        return below + ((place - (int)place) * (above - below));
    }
}
