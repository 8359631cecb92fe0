using Drr.Agent.Data;
using Drr.Analysis.Statistics;

namespace Drr.Analysis.Tests.Statistics;

public sealed class ActivityTests
{
    [Fact]
    public void Users_fall_into_bins_of_which_ten_is_an_edge()
    {
        // Users with 9, 10, 10 and 12 ratings, and one with none.
        int[] counts = [9, 10, 0, 10, 12];
        var ratings = counts.SelectMany((n, user) => SmallData.Block([user], Enumerable.Range(0, n), (_, _) => 3));
        var activity = UserActivity.Of(SmallData.Plain(5, 12, [.. ratings]));
        Assert.Equal(4, activity.Users);
        Assert.Equal([1, 3], activity.Bins.Select(bin => bin.Users)); // a decade has twelve bins: the second is 10 to 12.1
        Assert.Equal([0.25, 1], activity.Bins.Select(bin => bin.ShareBelow));
        Assert.Equal(10, activity.Bins[0].To, 9);
        Assert.Equal(12 / 41.0, activity.Concentration.TopTenth, 12);
    }

    [Theory]
    [InlineData(0, 3, 0)] // 1970-01-01 was a Thursday
    [InlineData(-1, 2, 23)]
    [InlineData(4 * 86_400 - 1, 6, 23)]
    [InlineData(956_703_932, 1, 23)] // Tuesday 2000-04-25 23:05:32
    public void A_time_has_its_weekday_and_hour_in_UTC(long time, int day, int hour)
    {
        var rhythm = WeeklyRhythm.Of(SmallData.Plain(1, 1, new Rating(0, 0, 3, time)));
        Assert.Equal(1, rhythm.Ratings[day][hour]);
        Assert.Equal((day, hour), rhythm.Busiest);
        Assert.Equal(1, rhythm.Ratings.Sum(hours => hours.Sum()));
    }

    [Fact]
    public void Popular_films_that_are_better_correlate_by_rank()
    {
        // Film f has 51 + f ratings; the better half are the more popular ones.
        var ratings = Enumerable.Range(0, 20).SelectMany(
            film => SmallData.Block(Enumerable.Range(0, 51 + film), [film], (_, _) => film < 10 ? 2 : 4));
        var quality = PopularityQuality.Of(SmallData.Plain(70, 20, [.. ratings]))!;
        // Ranks of the means are 4.5 and 14.5: the correlation is sqrt(3 n² / 4 / (n² - 1)) with n = 20.
        Assert.Equal(Math.Sqrt(0.75 * 400 / 399), quality.RankCorrelation, 12);
        Assert.Equal(10, quality.Medians.Count);
        Assert.Equal(new QualityMedian(51, 52, 51.5, 2), quality.Medians[0]);
        Assert.Equal(new QualityMedian(69, 70, 69.5, 4), quality.Medians[9]);
    }

    [Fact]
    public void Films_with_fifty_ratings_are_too_few_to_compare()
    {
        var ratings = SmallData.Block(Enumerable.Range(0, 50), Enumerable.Range(0, 30), (_, _) => 3);
        Assert.Null(PopularityQuality.Of(SmallData.Plain(50, 30, [.. ratings])));
    }
}
