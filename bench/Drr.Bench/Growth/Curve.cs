namespace Drr.Bench.Growth;

/// <summary>How long the same work takes at growing sizes.</summary>
/// <param name="Name">The work.</param> <param name="Points">Two or more, sizes ascending.</param>
public sealed record Curve(string Name, IReadOnlyList<Point> Points)
{
    /// <summary>b of time = a · size^b, the straight line of least squares through the logarithms of all medians.</summary>
    public double Slope
    {
        get
        {
            var x = Points.Select(point => Math.Log(point.Size)).ToList();
            var y = Points.Select(point => Math.Log(point.Seconds)).ToList();
            var (meanX, meanY) = (x.Average(), y.Average());
            return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        }
    }

    /// <summary>The largest slope between two neighbours: where growth is worst.</summary>
    public double Steepest => Slopes.Max();

    /// <summary>The slope between the last two sizes: how it goes on.</summary>
    public double Final => Slopes.Last();

    /// <summary>How many times the smallest size the largest is.</summary>
    public double Growth => Points[^1].Size / Points[0].Size;

    /// <summary>How many times as long as the smallest a size takes.</summary>
    public double Times(Point point) => point.Seconds / Points[0].Seconds;

    /// <summary>That as a share of what it would be if time grew with size: 1 is linear growth, less is better.</summary>
    public double OfLinear(Point point) => Times(point) * Points[0].Size / point.Size;

    private IEnumerable<double> Slopes => Points.Zip(
        Points.Skip(1), (from, to) => Math.Log(to.Seconds / from.Seconds) / Math.Log(to.Size / from.Size));
}
