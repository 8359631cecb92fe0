using Drr.Analysis.Statistics;
using FsCheck.Xunit;

namespace Drr.Analysis.Tests.Statistics;

public sealed class ConcentrationTests
{
    [Fact]
    public void Equal_counts_are_not_concentrated()
    {
        var equal = Concentration.Of(Enumerable.Repeat(7, 200));
        Assert.Equal(0, equal.Gini, 12);
        Assert.Equal(0.01, equal.TopHundredth, 12);
        Assert.Equal(0.1, equal.TopTenth, 12);
        Assert.Equal(0.2, equal.TopFifth, 12);
        Assert.All(Enumerable.Range(0, 101), i => Assert.Equal(i / 100.0, equal.Curve[i], 12));
    }

    [Fact]
    public void Small_counts_are_as_worked_by_hand()
    {
        var concentration = Concentration.Of([4, 2, 1, 3]);
        Assert.Equal(0.25, concentration.Gini, 12); // (-3·1 - 1·2 + 1·3 + 3·4) / (4·10)
        Assert.Equal(0.4, concentration.TopFifth, 12); // one film at least
        Assert.Equal(0.1, concentration.Curve[25], 12);
        Assert.Equal(0.3, concentration.Curve[50], 12);
        Assert.Equal(0.6, concentration.Curve[75], 12);
        Assert.Equal(0.2, (concentration.Curve[37] + concentration.Curve[38]) / 2, 12); // half way between 25 and 50 %
    }

    [Property]
    public void Gini_is_half_the_mean_difference_of_all_pairs(byte[] counts)
    {
        if (counts.Any(count => count > 0))
        {
            var pairs = counts.SelectMany(_ => counts, (a, b) => Math.Abs(a - b)).Average();
            var gini = Concentration.Of(counts.Select(count => (int)count)).Gini;
            Assert.Equal(pairs / 2 / counts.Average(count => count), gini, 9);
        }
    }
}
