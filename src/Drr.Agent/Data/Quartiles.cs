namespace Drr.Agent.Data;

/// <summary>How counts are spread.</summary>
/// <param name="Min">The least.</param>
/// <param name="Lower">A quarter lie below.</param>
/// <param name="Median">Half lie below.</param>
/// <param name="Upper">Three quarters lie below.</param>
/// <param name="Max">The most.</param>
/// <param name="Mean">The arithmetic mean.</param>
public sealed record Quartiles(int Min, double Lower, double Median, double Upper, int Max, double Mean)
{
    /// <summary>The quartiles of <paramref name="counts"/>, one or more; between two counts they lie on the straight line (type 7
    /// of Hyndman and Fan 1996).</summary>
    public static Quartiles Of(IEnumerable<int> counts)
    {
        int[] sorted = [.. counts.Order()];
        return new(sorted[0], At(0.25), At(0.5), At(0.75), sorted[^1], sorted.Average());

        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var (below, above) = (sorted[(int)place], sorted[Math.Min((int)place + 1, sorted.Length - 1)]);
            return below + ((place - (int)place) * (above - below));
        }
    }
}
