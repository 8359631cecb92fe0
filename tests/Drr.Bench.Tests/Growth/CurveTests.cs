using Drr.Bench.Growth;
using Drr.Bench.Results;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Tests.Growth;

public class CurveTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_power_law_has_its_exponent_as_slope_everywhere(double exponent)
    {
        var curve = Of([.. new double[] { 2, 5, 10, 50 }.Select(size => (size, 3e-6 * Math.Pow(size, exponent)))]);
        Assert.Equal(exponent, curve.Slope, 1e-9);
        Assert.Equal(exponent, curve.Steepest, 1e-9);
        Assert.Equal(Math.Pow(25, exponent - 1), curve.OfLinear(curve.Points[^1]), 1e-9);
    }

    [Fact]
    public void A_jump_shows_in_the_steepest_part_whatever_the_fitted_slope()
    {
        var curve = Of((1, 1), (10, 1), (20, 4), (200, 4)); // doubling the size takes four times as long once, else nothing
        Assert.Equal(2, curve.Steepest, 1e-9);
        Assert.InRange(curve.Slope, 0.1, 1);
        Assert.Equal((200, 4, 0.02), (curve.Growth, curve.Times(curve.Points[^1]), curve.OfLinear(curve.Points[^1])));
    }

    [Theory]
    [InlineData(0, "hardly grows")]
    [InlineData(0.5, "grows less than linearly")]
    [InlineData(1, "grows linearly")]
    [InlineData(1.2, "grows more than linearly")]
    public void The_sentence_follows_from_the_slope(double exponent, string verdict)
    {
        var says = Document.Says(Of((1, 1e-3), (10, 1e-3 * Math.Pow(10, exponent))));
        Assert.StartsWith($"**work** {verdict} (slope {exponent:0.00}): 10 times the size", says, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sentence_hides_no_steep_part()
    {
        var curve = Of((1, 1), (10, 1), (20, 4), (200, 4));
        Assert.EndsWith("At its steepest it has slope 2.00, at its end 0.00.", Document.Says(curve), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, -5, "20 us")]
    [InlineData(1, -1, "100 ms")]
    [InlineData(5, 1, "50 s")]
    [InlineData(1, -7, "100 ns")]
    public void Axis_labels_are_round_times(int digit, int power, string label) =>
        Assert.Equal(label, Document.ShortTime(digit, power));

    internal static Curve Of(params IEnumerable<(double Size, double Seconds)> points) => new(
        "work",
        [.. points.Select(p => new Point(p.Size, new ResultRow($"work {p.Size}", new(p.Seconds, p.Seconds, p.Seconds, 9))))]);
}
