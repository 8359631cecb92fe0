using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.TestKit;

namespace Drr.Agent.Tests.Data;

public sealed class DatasetStatsTests
{
    // Ratings per user 3, 2, 0; per film 1, 2, 0, 2.
    private static readonly RatingDataset s_data = new(
        "hand-worked",
        [new(1, "F", 25, "artist", "1"), new(2, "M"), new(3)],
        [new(10, "A", ["War"]), new(20, "B", ["War", "Drama"]), new(30, "C", ["Comedy"]), new(40, "D", [])],
        [new(0, 0, 5, 100), new(0, 1, 4, 300), new(0, 3, 4, 200), new(1, 1, 1, 50), new(1, 3, 3, 60)],
        RatingScale.WholeStars);

    [Fact]
    public void Small_data_counts_as_worked_by_hand()
    {
        var stats = DatasetStats.Of(s_data);
        Assert.Equal(("hand-worked", 3, 4, 3, 5), (stats.Name, stats.Users, stats.Items, stats.RatedItems, stats.Ratings));
        Assert.Equal(4 / 9.0, stats.Sparsity, 15); // 3 users x 3 rated films hold 5 ratings
        Assert.Equal([new(1, 1, 0.2), new(2, 0, 0), new(3, 1, 0.2), new(4, 2, 0.4), new(5, 1, 0.2)], stats.Stars);
        Assert.Equal(17 / 5.0, stats.MeanStars, 15);
        Assert.Equal((50, 300), (stats.FirstTime, stats.LastTime));
        Assert.Equal(new Quartiles(0, 1, 2, 2.5, 3, 5 / 3.0), stats.RatingsPerUser); // 0, 2, 3
        Assert.Equal(new Quartiles(1, 1.5, 2, 2, 2, 5 / 3.0), stats.RatingsPerItem); // 1, 2, 2
        Assert.Equal(
            [(20, 2, 2.5), (40, 2, 3.5), (10, 1, 5.0)], stats.MostRated.Select(i => (i.Item.Id, i.Ratings, i.MeanStars)));
        Assert.Equal([new("War", 2, 3), new("Drama", 1, 2), new("Comedy", 1, 0)], stats.Genres);
        Assert.Equal(new MissingFields(Genres: 1, Gender: 1, Age: 2, Occupation: 2, Zip: 2), stats.Missing);
    }

    [Theory]
    [InlineData(new[] { 7 }, 7, 7, 7, 7, 7, 7)]
    [InlineData(new[] { 4, 1, 3, 2 }, 1, 1.75, 2.5, 3.25, 4, 2.5)]
    [InlineData(new[] { 1, 2, 3, 4, 100 }, 1, 2, 3, 4, 100, 22)]
    public void Quartiles_lie_on_the_line_between_counts(
        int[] counts, int min, double lower, double median, double upper, int max, double mean) =>
        Assert.Equal(new Quartiles(min, lower, median, upper, max, mean), Quartiles.Of(counts));

    [Fact]
    public void Half_stars_have_ten_values()
    {
        var data = new RatingDataset("halves", [new(1)], [new(1, "A", [])], [new(0, 0, 2.5f, 0)], RatingScale.HalfStars);
        Assert.Equal([0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4, 4.5f, 5], DatasetStats.Of(data).Stars.Select(s => s.Stars));
        Assert.Equal(2.5f, DatasetStats.Of(data).Stars.Single(s => s.Ratings == 1).Stars);
    }

    [Fact]
    public void A_data_set_without_ratings_is_refused()
    {
        var data = new RatingDataset("none", [new(1)], [new(1, "A", [])], [], RatingScale.WholeStars);
        Assert.Throws<ArgumentException>(() => DatasetStats.Of(data));
    }

    [Fact]
    public void Real_data_has_its_published_numbers()
    {
        Assert.SkipWhen(MovieLens1M.Folder is null, MovieLens1M.Missing);
        var stats = DatasetStats.Of(DatasetReader.Read(MovieLens1M.Folder));
        Assert.Equal((6_040, 3_883, 3_706, 1_000_209), (stats.Users, stats.Items, stats.RatedItems, stats.Ratings));
        Assert.Equal(0.955316, stats.Sparsity, 6);
        Assert.Equal([56_174, 107_557, 261_197, 348_971, 226_310], stats.Stars.Select(s => s.Ratings));
        Assert.Equal((956_703_932, 1_046_454_590), (stats.FirstTime, stats.LastTime));
        Assert.Equal(20, stats.RatingsPerUser.Min);
        Assert.Equal(18, stats.Genres.Count);
        Assert.Equal(("American Beauty (1999)", 3_428), (stats.MostRated[0].Item.Title, stats.MostRated[0].Ratings));
        Assert.Equal(new MissingFields(0, 0, 0, 0, 0), stats.Missing);
    }
}
