using Drr.Analysis.Statistics;
using FsCheck.Xunit;

namespace Drr.Analysis.Tests.Statistics;

public sealed class EstimateTests
{
    [Fact]
    public void A_mean_and_its_margin_are_as_worked_by_hand()
    {
        var estimate = Estimate.Of(Moments.Of([1, 2, 3]));
        Assert.Equal((2, 3), (estimate.Mean, estimate.Count));
        Assert.Equal(1.959964 * Math.Sqrt(1.0 / 3), estimate.Margin!.Value, 12); // variance 1, three values
    }

    [Fact]
    public void Groups_are_weighted_by_their_size_as_worked_by_hand()
    {
        var estimate = Estimate.OfGroups([(2, 1), (8, 2), (0, 0)]);
        Assert.Equal((10 / 3.0, 2), (estimate.Mean, estimate.Count));
        Assert.Equal(1.959964 * 8 / 9, estimate.Margin!.Value, 12); // residuals -4/3 and 4/3
    }

    [Property]
    public void Groups_of_one_are_plain_values(byte[] values)
    {
        if (values.Length >= 2)
        {
            var plain = Estimate.Of(Moments.Of(values.Select(v => (double)v)));
            var groups = Estimate.OfGroups([.. values.Select(v => ((double)v, 1))]);
            Assert.Equal(plain.Mean, groups.Mean, 9);
            Assert.Equal(plain.Margin!.Value, groups.Margin!.Value, 5);
        }
    }

    [Fact]
    public void Alike_ratings_of_one_user_do_not_narrow_the_interval()
    {
        var few = Estimate.OfGroups([(1, 1), (5, 1)]);
        var many = Estimate.OfGroups([(100, 100), (500, 100)]);
        Assert.Equal(few.Margin!.Value, many.Margin!.Value, 12);
    }

    [Fact]
    public void A_difference_adds_the_squared_errors()
    {
        var difference = Estimate.OfDifference(Moments.Of([1, 2, 3]), Moments.Of([5, 9]));
        Assert.Equal(-5, difference.Mean);
        Assert.Equal(1.959964 * Math.Sqrt((1.0 / 3) + (8.0 / 2)), difference.Margin!.Value, 12);
    }

    [Fact]
    public void A_share_has_a_binomial_margin()
    {
        var share = Estimate.OfShare(20, 100);
        Assert.Equal(0.2, share.Mean);
        Assert.Equal(1.959964 * 0.04, share.Margin!.Value, 12);
    }

    [Fact]
    public void One_value_has_no_margin()
    {
        Assert.Null(Estimate.Of(Moments.Of([3])).Margin);
        Assert.Null(Estimate.OfGroups([(6, 2)]).Margin);
        Assert.Null(Estimate.OfDifference(Moments.Of([3]), Moments.Of([1, 2])).Margin);
    }
}
