namespace Drr.Analysis.Protocols;

/// <summary>A measure over the folds.</summary>
/// <param name="Mean">The mean of the folds' values.</param>
/// <param name="Deviation">Their standard deviation (of a sample).</param>
/// <param name="Folds">The values.</param>
public sealed record FoldSpread(double Mean, double Deviation, IReadOnlyList<double> Folds)
{
    /// <summary>The spread of two values or more.</summary>
    public static FoldSpread Of(IReadOnlyList<double> folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        var mean = folds.Average();
        return new(mean, Math.Sqrt(folds.Sum(value => (value - mean) * (value - mean)) / (folds.Count - 1)), folds);
    }
}
