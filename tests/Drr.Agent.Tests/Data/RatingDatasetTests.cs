using Drr.Agent.Data;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Data;

public sealed class RatingDatasetTests
{
    private static readonly User[] s_users = [.. Enumerable.Range(0, 5).Select(i => new User(10 * i))];
    private static readonly Item[] s_items = [.. Enumerable.Range(0, 1000).Select(i => new Item(7 + i, $"Film {i}", []))];

    // The item tells where a rating stood; times come from a few values, so that there are many ties.
    [Property(MaxTest = 200)]
    public void Ratings_lie_by_user_then_time_and_ties_keep_their_order(ulong seed)
    {
        var rng = new Drr.Tensors.Rng(seed);
        var ratings = new Rating[rng.NextInt(1000)];
        var times = 1 + rng.NextInt(200);
        for (var i = 0; i < ratings.Length; i++)
        {
            ratings[i] = new(rng.NextInt(s_users.Length), i, 1 + rng.NextInt(5), rng.NextInt(times) - 100);
        }

        var expected = ratings.OrderBy(r => r.User).ThenBy(r => r.Time).ToArray(); // LINQ's sort is stable
        var byUser = ratings.OrderBy(r => r.User).ToList();
        foreach (var given
            in new IEnumerable<Rating>[] { ratings, ratings.ToList(), ratings.Where(_ => true), byUser, [.. byUser] })
        {
            Rating[] original = [.. given];
            var data = new RatingDataset("x", s_users, s_items, given, RatingScale.WholeStars);
            Assert.Equal(expected, data.Ratings.ToArray());
            Assert.All(Enumerable.Range(0, 5), u => Assert.Equal(expected.Where(r => r.User == u), data.HistoryOf(u).ToArray()));
            Assert.All(Enumerable.Range(0, 5), u => Assert.Equal(expected.Count(r => r.User < u), data.HistoryStart(u)));
            Assert.Equal(original, given);
        }
    }

    [Fact]
    public void Raw_ids_are_found()
    {
        var data = new RatingDataset("x", s_users, s_items, [], RatingScale.HalfStars);
        Assert.All(s_users, user => Assert.Equal(user.Id / 10, data.FindUser(user.Id)));
        Assert.All([-1, 1, 39, 41], id => Assert.Equal(-1, data.FindUser(id)));
        Assert.Equal((0, 999, -1, -1), (data.FindItem(7), data.FindItem(1006), data.FindItem(6), data.FindItem(1007)));
    }

    [Fact]
    public void Ids_must_ascend() =>
        Assert.Throws<ArgumentException>(() => new RatingDataset("x", [new(2), new(2)], s_items, [], RatingScale.WholeStars));

    [Theory]
    [InlineData(5, 0, 3)]
    [InlineData(-1, 0, 3)]
    [InlineData(0, 1000, 3)]
    [InlineData(0, 0, 3.5f)]
    [InlineData(0, 0, float.NaN)]
    public void Ratings_must_point_at_users_and_items_and_lie_on_the_scale(int user, int item, float value) =>
        Assert.Throws<ArgumentException>(
            () => new RatingDataset("x", s_users, s_items, [new(user, item, value, 0)], RatingScale.WholeStars));

    [Fact]
    public void A_scale_knows_its_values()
    {
        float[] tried = [0, 0.25f, 0.5f, 1, 1.5f, 4.5f, 5, 5.5f, float.NaN, float.PositiveInfinity];
        Assert.Equal([0.5f, 1, 1.5f, 4.5f, 5], tried.Where(v => RatingScale.HalfStars.Contains(v)));
        Assert.Equal([1, 5], tried.Where(v => RatingScale.WholeStars.Contains(v)));
        Assert.Equal([1, 3, 4, 5], new[] { -7, 3.49, 3.5, 9 }.Select(RatingScale.WholeStars.Nearest));
        Assert.Equal("0.5, 1, ..., 5", RatingScale.HalfStars.ToString());
    }
}
