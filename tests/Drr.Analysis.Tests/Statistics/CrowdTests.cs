using Drr.Agent.Data;
using Drr.Analysis.Statistics;

namespace Drr.Analysis.Tests.Statistics;

public sealed class CrowdTests
{
    // Ages 1, 30, 30 and unknown; ratings 2, 1, 2 and 1.
    private static readonly RatingDataset s_data = SmallData.Of(
        [
            new(1, Age: 1, Occupation: "artist"), new(2, Age: 30, Occupation: "writer"), new(3, Age: 30, Occupation: "artist"),
            new(4),
        ],
        [new(1, "A", ["War"]), new(2, "B", ["War", "Drama"]), new(3, "C", [])],
        new(0, 0, 5, 0), new(0, 1, 3, 0), new(1, 0, 1, 0), new(2, 1, 4, 0), new(2, 2, 2, 0), new(3, 1, 5, 0));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(17, 0)]
    [InlineData(18, 1)]
    [InlineData(24, 1)]
    [InlineData(49, 4)]
    [InlineData(55, 5)]
    [InlineData(56, 6)]
    [InlineData(73, 6)]
    [InlineData(null, -1)]
    public void Years_and_codes_fall_into_the_groups(int? age, int group) =>
        Assert.Equal(group, AgeGroups.Of(new User(1, Age: age)));

    [Fact]
    public void Age_groups_are_as_worked_by_hand()
    {
        var groups = CrowdStats.ByAge(s_data);
        Assert.Equal([("under 18", 1, 2), ("25 to 34", 2, 3)], groups.Select(g => (g.Name, g.Users, g.Ratings)));
        Assert.Equal([4, 7 / 3.0], groups.Select(g => g.MeanStars.Mean));
        Assert.Equal([2, 1.5], groups.Select(g => g.RatingsPerUser.Mean));
        Assert.Null(groups[0].MeanStars.Margin); // one user
    }

    [Fact]
    public void Occupations_are_sorted_by_ratings() =>
        Assert.Equal(
            [("artist", 2, 4), ("writer", 1, 1)],
            CrowdStats.ByOccupation(s_data).Select(group => (group.Name, group.Users, group.Ratings)));

    [Fact]
    public void Shares_and_lifts_of_genres_are_as_worked_by_hand()
    {
        var table = GenreByAge.Of(s_data, DatasetStats.Of(s_data))!;
        Assert.Equal(["under 18", "25 to 34"], table.Groups);
        Assert.Equal(["War", "Drama"], table.Genres);
        Assert.Equal([1, 2 / 3.0], table.Shares[0]); // both of two; two of three
        Assert.Equal([0.5, 1 / 3.0], table.Shares[1]);
        Assert.Equal([1 / 0.8, 2 / 3.0 / 0.8], table.Lifts[0]); // 4 of the 5 ratings of known age
    }

    [Fact]
    public void Without_ages_or_genres_there_is_no_table()
    {
        var data = SmallData.Plain(2, 2, new Rating(0, 0, 3, 0), new Rating(1, 1, 3, 0));
        var stats = DatasetStats.Of(data);
        Assert.Empty(CrowdStats.ByAge(data));
        Assert.Empty(CrowdStats.ByOccupation(data));
        Assert.Null(GenreByAge.Of(data, stats));
        Assert.Null(GenreSeries.Of(data, stats));
        Assert.Null(GenerationGap.Of(data));
    }

    [Fact]
    public void The_generation_gap_finds_the_extremes_and_the_agreed()
    {
        // 31 young and 31 old users; film f of 16 has a difference of (f - 8) / 31 stars, the last too few ratings.
        User[] users = [.. Enumerable.Range(1, 62).Select(id => new User(id, Age: id <= 31 ? 1 : 56))];
        Item[] films = [.. Enumerable.Range(1, 16).Select(id => new Item(id, $"Film {id}", []))];
        var young = SmallData.Block(Enumerable.Range(0, 31), Enumerable.Range(0, 15), (user, film) => user < film ? 4 : 3);
        var old = SmallData.Block(Enumerable.Range(31, 31), Enumerable.Range(0, 15), (user, _) => user - 31 < 8 ? 4 : 3);
        var few = SmallData.Block(Enumerable.Range(0, 60), [15], (user, _) => user < 31 ? 5 : 1);
        var gap = GenerationGap.Of(SmallData.Of(users, films, [.. young, .. old, .. few]))!;
        Assert.Equal(15, gap.Films);
        Assert.Equal(["Film 15", "Film 14", "Film 13", "Film 12", "Film 11"], gap.YoungLikeMore.Select(g => g.Film.Title));
        Assert.Equal(["Film 1", "Film 2", "Film 3", "Film 4", "Film 5"], gap.OldLikeMore.Select(g => g.Film.Title));
        Assert.Equal("Film 9", gap.Agree[0].Film.Title);
        Assert.Equal(5, gap.Agree.Count);
        Assert.Equal(6 / 31.0, gap.YoungLikeMore[0].Difference.Mean, 12);
    }
}
