namespace Drr.Analysis.Statistics;

/// <summary>What values leave behind when they are added up.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
public readonly record struct Moments(int Count, double Sum, double SumOfSquares)
{
    /// <summary>The arithmetic mean; NaN of no values.</summary>
    public double Mean => Sum / Count;

    /// <summary>The squared standard error of the mean; <c>null</c> of fewer than two values.</summary>
    public double? ErrorSquared =>
        Count < 2 ? null : Math.Max(SumOfSquares - (Sum * Sum / Count), 0) / ((Count - 1.0) * Count);

    /// <summary>The moments of <paramref name="values"/>.</summary>
    public static Moments Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Aggregate(default(Moments), (moments, value) => moments.Add(value));
    }

    /// <summary>One value more.</summary>
    public Moments Add(double value) => new(Count + 1, Sum + value, SumOfSquares + (value * value));
}
