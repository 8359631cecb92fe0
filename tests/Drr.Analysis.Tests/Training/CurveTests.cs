using Drr.Analysis.Training;

namespace Drr.Analysis.Tests.Training;

public sealed class CurveTests
{
    [Fact]
    public void A_smoothed_value_is_the_mean_of_those_around_it()
    {
        var curve = new Curve([1, 2, 3, 4], [1, 3, 8, 4]);
        Assert.Equal(1, curve.Half);
        Assert.Equal([2, 4, 5, 6], curve.Smoothed().Values);
        Assert.Equal(curve.Steps, curve.Smoothed().Steps);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 1)]
    [InlineData(21, 2)]
    [InlineData(80, 4)] // nine of eighty
    public void A_longer_curve_is_smoothed_over_more(int points, int half) =>
        Assert.Equal(half, new Curve(new double[points], new double[points]).Half);

    [Fact]
    public void A_curve_by_powers_of_ten_is_smoothed_by_them()
    {
        var smoothed = new Curve([1, 2, 3], [1, 1000, 1]).Select(Math.Log10).Smoothed();
        Assert.Equal([1.5, 1, 1.5], smoothed.Values.Select(v => Math.Round(v, 12)));
    }

    [Fact]
    public void A_straight_line_stays_itself_but_for_its_ends()
    {
        double[] steps = [.. Enumerable.Range(0, 60).Select(i => (double)i)];
        var smoothed = new Curve(steps, steps).Smoothed();
        Assert.All(Enumerable.Range(3, 54), i => Assert.Equal(steps[i], smoothed.Values[i], 1e-12));
        Assert.Equal(1.5, smoothed.Values[0]);
    }

    [Fact]
    public void A_band_spans_all_seeds_as_far_as_all_of_them_go()
    {
        var (low, mean, high) = Curve.Band([new([1, 2, 3], [4, 0, 9]), new([1, 2], [2, 6])]);
        Assert.Equal([1, 2], mean.Steps);
        Assert.Equal([2, 0], low.Values);
        Assert.Equal([3, 3], mean.Values);
        Assert.Equal([4, 6], high.Values);
    }
}
