using Drr.Agent.Data;
using Drr.Analysis.Statistics;

namespace Drr.Analysis.Tests.Statistics;

public sealed class TimeTests
{
    private const long NewYear2001 = 978_307_200;

    [Fact]
    public void Genres_have_a_share_of_each_quarter_that_has_enough_ratings()
    {
        // Four quarters from the last of 2000 on: 100 ratings of war, 100 of both genres, 99 of war, 150 of war and 50 of none.
        var data = SmallData.Of(
            [.. Enumerable.Range(1, 200).Select(id => new User(id))],
            [new(1, "A", ["War"]), new(2, "B", ["War", "Drama"]), new(3, "C", [])],
            [
                .. Quarter(100, 0, NewYear2001 - 1), .. Quarter(100, 1, NewYear2001),
                .. Quarter(99, 0, NewYear2001 + (100 * SmallData.Day)),
                .. Quarter(150, 0, NewYear2001 + (200 * SmallData.Day)), .. Quarter(50, 2, NewYear2001 + (200 * SmallData.Day)),
            ]);
        var series = GenreSeries.Of(data, DatasetStats.Of(data))!;
        Assert.Equal([new(2000, 4, 100), new(2001, 1, 100), new(2001, 2, 99), new(2001, 3, 200)], series.Quarters);
        Assert.Equal(["War", "Drama"], series.Genres.Select(genre => genre.Name));
        Assert.Equal([1, 1, null, 0.75], series.Genres[0].Shares.Select(share => share?.Mean));
        Assert.Equal([0, 1, null, 0], series.Genres[1].Shares.Select(share => share?.Mean));

        static IEnumerable<Rating> Quarter(int users, int film, long time) =>
            SmallData.Block(Enumerable.Range(0, users), [film], (_, _) => 3, time);
    }

    [Fact]
    public void Too_few_ratings_for_any_quarter_make_no_series()
    {
        var data = SmallData.Of([new(1)], [new(1, "A", ["War"])], new Rating(0, 0, 3, NewYear2001));
        Assert.Null(GenreSeries.Of(data, DatasetStats.Of(data)));
    }

    [Fact]
    public void A_film_has_its_share_of_each_week()
    {
        // 100 ratings in each of twenty weeks: the first film has ten in the first week, twenty in the eleventh, none else.
        var ratings = Enumerable.Range(0, 20).SelectMany(week => Enumerable.Range(0, 100).Select(
            n => new Rating(n, week == 0 && n < 10 || week == 10 && n < 20 ? 0 : 1 + week, 3, (week * SmallData.Week) + 60)));
        var data = SmallData.Plain(100, 21, [.. ratings]);
        var lives = FilmLives.Of(data, DatasetStats.Of(data));
        Assert.Equal((1, 20), (lives.WeeksPerPeriod, lives.Ratings.Count));
        Assert.Equal([0, SmallData.Week], lives.Starts.Take(2));
        Assert.Equal(5, lives.Films.Count);

        var film = FilmLives.Of(data, DatasetStats.Of(data) with { MostRated = [new(data.Items[0], 30, 3)] }).Films.Single();
        Assert.Equal((0.1, 0.0, 0.2), (film.Shares[0], film.Shares[1], film.Shares[10]));
        Assert.Equal(10 / 500.0, film.Smoothed[0]); // four after, none before
        Assert.Equal(10 / 800.0, film.Smoothed[3]);
        Assert.Equal(0, film.Smoothed[5]);
        Assert.Equal(20 / 900.0, film.Smoothed[6]);
    }

    [Fact]
    public void Sparse_data_take_longer_periods_and_leave_out_what_is_too_little()
    {
        // 40 ratings a week for eight weeks make two periods of four weeks with 160 each; a ninth week is a period of 40.
        var ratings = Enumerable.Range(0, 9).SelectMany(
            week => SmallData.Block(Enumerable.Range(0, 40), [0], (_, _) => 3, week * SmallData.Week));
        var data = SmallData.Plain(40, 1, [.. ratings]);
        var lives = FilmLives.Of(data, DatasetStats.Of(data));
        Assert.Equal(4, lives.WeeksPerPeriod);
        Assert.Equal([160, 160, 40], lives.Ratings);
        Assert.Equal([1, 1, null], lives.Films[0].Shares);
    }
}
