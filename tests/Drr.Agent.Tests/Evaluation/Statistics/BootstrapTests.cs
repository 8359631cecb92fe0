using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Tensors;

namespace Drr.Agent.Tests.Evaluation.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void A_constant_column_has_no_spread()
    {
        var estimate = Bootstrap.Estimate([[0.25, 0.25, 0.25]], new Rng(1), 100)[0];
        Assert.Equal(new MetricEstimate(0.25, 0.25, 0.25, 3), estimate);
    }

    [Fact]
    public void An_interval_is_as_wide_as_theory_says()
    {
        var values = Normal(new Rng(2), 2000);
        var (mean, low, high, users) = Bootstrap.Estimate([values], new Rng(3), 2000)[0];
        Assert.Equal(values.Average(), mean, 1e-12);
        Assert.Equal(2000, users);
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / 2000);
        Assert.Equal(1.96 * deviation / Math.Sqrt(2000), (high - low) / 2, 0.1 * deviation / Math.Sqrt(2000)); // noise: some 3 %
        Assert.InRange(mean, low, high);
    }

    /// <summary>The truth is 0; of 300 intervals that are right 95 % of the time, 257 to 300 are right with a chance of 1 -
    /// 1e-7.</summary>
    [Fact]
    public void Intervals_hold_the_truth_about_as_often_as_they_claim()
    {
        var rng = new Rng(5);
        var right = Enumerable.Range(0, 300)
            .Select(_ => Bootstrap.Estimate([Normal(rng, 100)], rng, 400)[0])
            .Count(estimate => estimate.Low <= 0 && estimate.High >= 0);
        Assert.InRange(right, 257, 299);
    }

    [Fact]
    public void Columns_are_resampled_together()
    {
        var values = Normal(new Rng(6), 50);
        var estimates = Bootstrap.Estimate([values, [.. values.Select(v => v + 1)]], new Rng(7), 200);
        Assert.Equal(estimates[0].Low + 1, estimates[1].Low, 1e-6);
        Assert.Equal(estimates[0].High + 1, estimates[1].High, 1e-6);
    }

    [Fact]
    public void A_user_without_a_value_is_left_out()
    {
        var (mean, low, high, users) = Bootstrap.Estimate([[1, double.NaN, 3, double.NaN]], new Rng(8), 500)[0];
        Assert.Equal((2.0, 2), (mean, users));
        Assert.Equal((1.0, 3.0), (low, high));
        Assert.Equal(new MetricEstimate(0, 0, 0, 0), Bootstrap.Estimate([[double.NaN]], new Rng(8), 10)[0]);
    }

    /// <summary>More resamples than are taken at once, twice and some; one column has gaps.</summary>
    [Fact]
    public void Means_are_those_of_plain_resampling()
    {
        const int users = 500, resamples = 150;
        var values = Normal(new Rng(20), users);
        double[] gaps = [.. Normal(new Rng(21), users).Select((value, user) => user % 3 == 0 ? double.NaN : value)];
        double[][] columns = [values, gaps, [.. values.Select(value => 10 + value)]];
        var (rng, plain) = (new Rng(22), columns.Select(_ => new List<double>()).ToArray());
        for (var resample = 0; resample < resamples; resample++)
        {
            var drawn = Enumerable.Range(0, users).Select(_ => rng.NextInt(users)).ToArray();
            for (var column = 0; column < columns.Length; column++)
            {
                plain[column].Add(drawn.Select(user => columns[column][user]).Where(value => !double.IsNaN(value)).Average());
            }
        }

        var estimates = Bootstrap.Estimate(columns, new Rng(22), resamples);
        for (var column = 0; column < columns.Length; column++)
        {
            plain[column].Sort();
            Assert.Equal(plain[column][3], estimates[column].Low, 1e-6); // 2.5 % of 150, rounded down, lie below
            Assert.Equal(plain[column][^4], estimates[column].High, 1e-6);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        var values = Normal(new Rng(9), 40);
        Assert.Equal(Bootstrap.Estimate([values], new Rng(10), 99), Bootstrap.Estimate([values], new Rng(10), 99));
        Assert.NotEqual(Bootstrap.Estimate([values], new Rng(10), 99), Bootstrap.Estimate([values], new Rng(11), 99));
    }

    [Fact]
    public void Uneven_or_empty_columns_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Bootstrap.Estimate([], new Rng(1), 10));
        Assert.Throws<ArgumentException>(() => Bootstrap.Estimate([[]], new Rng(1), 10));
        Assert.Throws<ArgumentException>(() => Bootstrap.Estimate([[1], [1, 2]], new Rng(1), 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Estimate([[1]], new Rng(1), 0));
    }

    private static double[] Normal(Rng rng, int count) => [.. Enumerable.Range(0, count).Select(_ => rng.NextGaussian())];
}
