using Drr.Agent.Evaluation.Statistics;
using Drr.Tensors;
using Gaussian = MathNet.Numerics.Distributions.Normal;

namespace Drr.Agent.Tests.Evaluation.Statistics;

public sealed class PairedTestTests
{
    /// <summary>The example of R's documentation of <c>p.adjust</c>, method "holm", worked by hand.</summary>
    [Fact]
    public void Holms_correction_has_the_values_worked_by_hand()
    {
        double[] expected = [0.03, 0.06, 0.06, 0.02];
        Assert.All(
            expected.Zip(HolmCorrection.Adjust([0.01, 0.04, 0.03, 0.005])),
            pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal([1, 1], HolmCorrection.Adjust([0.9, 0.6]));
        Assert.Empty(HolmCorrection.Adjust([]));
    }

    [Fact]
    public void Tests_made_together_are_corrected_and_one_alone_is_not()
    {
        var rng = new Rng(1);
        double[] low = Normal(rng, 40, 0), high = Normal(rng, 40, 1);
        var (one, two) = (PairedTest.Of(high, low, new Rng(2)), PairedTest.Of(low, low, new Rng(2)));
        Assert.Equal(one.WilcoxonP, one.HolmP);
        var both = PairedTest.Together([two, one]);
        Assert.Equal(2 * one.WilcoxonP, both[1].HolmP);
        Assert.Equal((1.0, 0.0, 1.0), (both[0].HolmP, both[0].Effect, both[0].BootstrapP));
    }

    [Fact]
    public void It_says_who_is_better_and_the_other_way_round_it_says_the_opposite()
    {
        var rng = new Rng(3);
        double[] low = Normal(rng, 60, 0), high = Normal(rng, 60, 1);
        var (test, turned) = (PairedTest.Of(high, low, new Rng(2)), PairedTest.Of(low, high, new Rng(2)));
        Assert.Equal(high.Average() - low.Average(), test.Difference.Mean, 1e-9);
        Assert.True(test.Difference.Low > 0 && test.Effect > 0.3 && test.WilcoxonP < 0.01 && test.BootstrapP < 0.01);
        Assert.Equal(-test.Difference.Mean, turned.Difference.Mean, 1e-12);
        Assert.Equal((-test.Effect, test.WilcoxonP), (turned.Effect, turned.WilcoxonP));
        Assert.Throws<ArgumentException>(() => PairedTest.Of(low, high[1..], new Rng(2)));
    }

    /// <summary>With many users the bootstrap's p comes near the normal one of mean / standard error.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.03)]
    [InlineData(-0.045)]
    public void The_bootstraps_p_is_what_theory_says(double shift)
    {
        var values = Normal(new Rng(5), 2000, shift);
        var (mean, deviation) = (values.Average(), Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / values.Length));
        var theory = 2 * Gaussian.CDF(0, 1, -Math.Abs(mean) / (deviation / Math.Sqrt(2000)));
        var p = Bootstrap.Resample([values], new Rng(6), 4000)[0].PValue;
        Assert.Equal(theory, p, 0.005 + (0.1 * theory));
        Assert.Equal(2.0 / 101, Bootstrap.Resample([[1, 2, 3]], new Rng(7), 100)[0].PValue, 1e-12); // never 0
    }

    /// <summary>4, 8 and 12 values by cutting a quarter; 3 values weigh 1/6, 2/3, 1/6; 5 cut 1.25 at either end.</summary>
    [Fact]
    public void The_interquartile_mean_has_the_values_worked_by_hand()
    {
        Assert.Equal(2.5, InterquartileMean.Of([100, 2, 3, -7]), 1e-12);
        Assert.Equal(4.5, InterquartileMean.Of([8, 3, 4, 5, 6, 1, 2, 1000]), 1e-12);
        Assert.Equal((1 / 6.0) + (4 * 2 / 3.0) + (10 / 6.0), InterquartileMean.Of([10, 4, 1]), 1e-12);
        Assert.Equal(((2 * 0.75) + 3 + (4 * 0.75)) / 2.5, InterquartileMean.Of([1, 2, 3, 4, 50]), 1e-12);
        Assert.Equal(7, InterquartileMean.Of([7]), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => InterquartileMean.Of([]));
    }

    [Fact]
    public void Its_interval_is_that_of_resampled_seeds()
    {
        var estimate = InterquartileMean.Estimate([0.4, 0.5, 0.6], new Rng(8), 2000);
        Assert.Equal(0.5, estimate.Mean, 1e-12);
        Assert.Equal(3, estimate.Users);
        Assert.Equal((0.4, 0.6), (Math.Round(estimate.Low, 9), Math.Round(estimate.High, 9))); // 1 of 27 is all .4
        var same = InterquartileMean.Estimate([0.3, 0.3], new Rng(8), 50);
        Assert.Equal((0.3, 0.3), (Math.Round(same.Low, 12), Math.Round(same.High, 12)));
    }

    private static double[] Normal(Rng rng, int count, double mean) =>
        [.. Enumerable.Range(0, count).Select(_ => mean + rng.NextGaussian())];
}
