using Drr.Tensors;

namespace Drr.Agent.Data.Synthesis;

/// <summary>When a user rates: a long first session on the day of joining, shorter ones days apart, in the evening.</summary>
internal sealed class Timeline(long joined, Rng rng)
{
    private const int Day = 86_400, Hour = 3_600;
    private const double MeanFirstSession = 40, MeanSession = 10; // ratings
    private const double MeanGap = 12; // days
    private const double MeanPause = 25; // seconds

    private long _day = joined / Day;
    private long _now = joined;
    private int _left = 1 + (int)Exponential(MeanFirstSession, rng);

    /// <summary>The time of the next rating, in seconds since 1970; later than the one before.</summary>
    public long Next()
    {
        if (_left-- == 0)
        {
            _left = (int)Exponential(MeanSession, rng);
            _day = Math.Max(_day, _now / Day) + 1 + (long)Exponential(MeanGap, rng);
            _now = Math.Max(_now, (_day * Day) + Evening(rng));
        }

        return _now += 1 + (long)Exponential(MeanPause, rng);
    }

    /// <summary>Seconds after midnight, around eight in the evening.</summary>
    public static long Evening(Rng rng) => ((long)((20 + (4 * rng.NextGaussian())) * Hour) % Day + Day) % Day;

    private static double Exponential(double mean, Rng rng) => -mean * Elementary.Log(1 - rng.NextDouble());
}
