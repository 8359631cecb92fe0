namespace Drr.Analysis.Statistics;

/// <summary>A mean with its 95 % interval, Mean - Margin to Mean + Margin, from the normal approximation.</summary>
/// <param name="Mean">The mean, or a difference of two.</param>
/// <param name="Margin">Half the interval; <c>null</c> where there are too few values to tell.</param>
/// <param name="Count">How many values, or groups of values, it rests on.</param>
public readonly record struct Estimate(double Mean, double? Margin, int Count)
{
    private const double Width = 1.959964; // standard errors: the 97.5 % point of the normal distribution

    /// <summary>The mean of <paramref name="moments"/>' values, taken as independent.</summary>
    internal static Estimate Of(Moments moments) => new(moments.Mean, MarginOf(moments.ErrorSquared), moments.Count);

    /// <summary>The mean of values that come in groups, each group drawn as one: sum of all
    /// sums divided by the sum of all counts.</summary>
    /// <remarks>The ratings of one user are alike, so that an interval which takes them as independent is far too narrow. The
    /// error is that of a ratio estimate (Cochran 1977, section 6.4).</remarks>
    /// <param name="groups">Such as one for each user; groups without a value are left out.</param>
    public static Estimate OfGroups(IReadOnlyCollection<(double Sum, int Count)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var (sum, count, used) = (groups.Sum(g => g.Sum), groups.Sum(g => (double)g.Count), groups.Count(g => g.Count > 0));
        var mean = sum / count;
        var spread = groups.Sum(g => Math.Pow(g.Sum - (mean * g.Count), 2));
        return new(mean, used < 2 ? null : MarginOf(spread * used / ((used - 1) * count * count)), used);
    }

    /// <summary>The mean of <paramref name="a"/> less that of <paramref name="b"/>, of different variance (Welch 1947).</summary>
    internal static Estimate OfDifference(Moments a, Moments b) =>
        new(a.Mean - b.Mean, MarginOf(a.ErrorSquared + b.ErrorSquared), a.Count + b.Count);

    /// <summary>A share, <paramref name="part"/> of <paramref name="whole"/> (1 or more).</summary>
    public static Estimate OfShare(int part, int whole)
    {
        var share = (double)part / whole;
        return new(share, MarginOf(share * (1 - share) / whole), whole);
    }

    private static double? MarginOf(double? errorSquared) => errorSquared is { } square ? Width * Math.Sqrt(square) : null;
}

/// <summary>Count, sum and sum of squares of values.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
internal readonly record struct Moments(int Count, double Sum, double SumOfSquares)
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

    /// <summary>With one value more.</summary>
    public Moments Add(double value) => new(Count + 1, Sum + value, SumOfSquares + (value * value));
}
