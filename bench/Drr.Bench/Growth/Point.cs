using Drr.Bench.Results;

namespace Drr.Bench.Growth;

/// <summary>One size.</summary>
/// <param name="Size">Batch, items, slots or transitions.</param> <param name="Row">What was measured.</param>
public sealed record Point(double Size, ResultRow Row)
{
    /// <summary>A call; the median.</summary>
    public double Seconds => Row.Seconds.Median;
}
