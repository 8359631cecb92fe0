namespace Drr.Bench.Load;

/// <summary>What a row of the table is made of.</summary>
/// <param name="Milliseconds">Of every answer, ascending.</param> <param name="Failed">Answers with another status than was
/// expected.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
internal sealed record LoadResult(double[] Milliseconds, int Failed, double Seconds)
{
    public double PerSecond => Milliseconds.Length / Seconds;

    /// <summary>The smallest time that a share of the answers did not exceed.</summary>
    public double At(double share) =>
        Milliseconds.Length == 0 ? double.NaN : Milliseconds[Math.Max(0, (int)Math.Ceiling(share * Milliseconds.Length) - 1)];
}
