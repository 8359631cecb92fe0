using Drr.Agent.Data;
using Drr.Analysis.Protocols;

namespace Drr.Analysis.Tests.Protocols;

public sealed class TrendingTests
{
    private const long Last = 100 * SmallData.Week;

    // The lists are for user 0, who is under 18, as user 1 is; user 2 is over 56; the age of user 3 is unknown.
    private static readonly User[] s_users = [new(1, Age: 1), new(2, Age: 1), new(3, Age: 60), new(4)];

    private static readonly Item[] s_films =
    [
        .. Enumerable.Range(0, 16).Select(i => new Item(i + 1, $"Film {i + 1}", i < 10 || i == 13 ? ["War"] : ["Comedy"])),
    ];

    // The first ten films are known of user 0, from long ago.
    private static readonly Rating[] s_known = [.. Enumerable.Range(0, 10).Select(film => new Rating(0, film, 3, film))];

    [Fact]
    public void A_rating_weighs_by_its_week_and_its_users_age()
    {
        var data = SmallData.Of(
            s_users, s_films,
            [
                .. s_known, new(1, 10, 3, Last), new(2, 10, 3, Last - SmallData.Week), new(2, 11, 3, Last - (2 * SmallData.Week)),
                new(3, 11, 3, Last - (4 * SmallData.Week) + 1), new(3, 12, 3, Last - (4 * SmallData.Week)),
                new(0, 10, 3, Last - 1),
            ]);
        var window = new TrendingWindow(data, Last);
        Assert.Equal((27, 6, 0), (window.Tenths[10], window.Tenths[11], window.Tenths[12])); // 10 + 7 + 10; 4 + 2; too old
        var scores = new float[s_films.Length];
        window.Score(s_users[0], data.HistoryOf(0), scores);
        Assert.Equal((27, 6), (scores[10], scores[11])); // 2·10 + 7: the age group twice, the own rating not at all
        window.Score(s_users[2], data.HistoryOf(2), scores);
        Assert.Equal((20, 2), (scores[10], scores[11]));
        window.Score(s_users[3], data.HistoryOf(3), scores);
        Assert.Equal((27, 4), (scores[10], scores[11]));
    }

    [Fact]
    public void Favourite_genres_come_first_and_known_films_not_at_all()
    {
        var data = SmallData.Of(
            s_users, s_films,
            [
                .. s_known, new(2, 11, 3, Last), new(3, 11, 3, Last), new(2, 12, 3, Last), new(2, 10, 3, Last),
                new(3, 13, 3, Last - (3 * SmallData.Week)), new(2, 0, 3, Last),
            ]);
        var lists = new TrendingLists(data, new(data, Last));
        Assert.Equal([13, 11, 10, 12], lists.Trending(0)); // War of weight .2, then by score, then by id
        Assert.Equal([11, 10, 12, 13], lists.MostRated(0));
    }

    [Fact]
    public void The_evaluation_is_as_worked_by_hand()
    {
        var data = SmallData.Of(
            s_users, s_films,
            [.. s_known, new(0, 11, 5, Last - 9), new(0, 14, 2, Last - 8), new(2, 11, 3, Last), new(3, 12, 3, Last)]);
        var report = TrendingEvaluation.Of(data, DatasetStats.Of(data));
        Assert.Equal((4, 3, true), (report.Ratings, report.Films, report.AgesKnown));
        Assert.Equal(["Film 12", "Film 13", "Film 15"], report.Top.Select(film => film.Film.Title));
        Assert.Equal([2, 0, 0, 0], report.Top[0].Weeks);

        // User 0's list is films 12, 13: one hit of two to find, any; one of one, liked.
        var any = Assert.Single(report.Rows, row => row is { List: "trending", Relevant: "any", MoreThan: 0 });
        Assert.Equal(1, any.Users);
        Assert.Equal((0.2, 0.1, 0.5), (any.Values["P@5"].Mean, any.Values["P@10"].Mean, any.Values["recall@10"].Mean));
        Assert.Equal(1 / (1 + (1 / Math.Log2(3))), any.Values["NDCG@10"].Mean, 12);
        var liked = Assert.Single(report.Rows, row => row is { List: "trending", Relevant: "liked" });
        Assert.Equal((1, 1.0), (liked.Users, liked.Values["recall@10"].Mean));
        Assert.DoesNotContain(report.Rows, row => row.MoreThan > 0); // twelve ratings are the most
    }
}
