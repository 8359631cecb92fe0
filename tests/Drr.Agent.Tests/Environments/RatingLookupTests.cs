using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Environments;

public sealed class RatingLookupTests
{
    [Property(MaxTest = 50)]
    public void It_answers_as_a_dictionary_of_the_kept_rows_does(ulong seed)
    {
        var dataset = SmallLog.Random(users: 6, items: 9, density: 0.4, seed);
        var rng = new Rng(seed);
        RowRole[] roles = [.. dataset.Ratings.ToArray().Select(_ => (RowRole)rng.NextInt(4))];
        var lookup = new RatingLookup(dataset, roles, RowRole.Train, RowRole.State);
        var kept = dataset.Ratings.ToArray().Where((_, row) => roles[row] is RowRole.Train or RowRole.State);
        var naive = kept.ToDictionary(r => (r.User, r.Item));
        for (var user = 0; user < 6; user++)
        {
            Assert.Equal(naive.Keys.Where(k => k.User == user).Select(k => k.Item).Order(), lookup.ItemsOf(user).ToArray());
            for (var item = 0; item < 9; item++)
            {
                Assert.Equal(naive.TryGetValue((user, item), out var row), lookup.TryGet(user, item, out var rating));
                Assert.Equal(row.Value, rating);
            }
        }
    }

    [Fact]
    public void The_latest_of_repeated_ratings_counts()
    {
        var dataset = SmallLog.Of(1, 2, (0, 1, 5), (0, 0, 3), (0, 1, 2));
        var lookup = new RatingLookup(dataset, dataset.AllTrain(), RowRole.Train);
        Assert.Equal([0, 1], lookup.ItemsOf(0).ToArray());
        Assert.True(lookup.TryGet(0, 1, out var rating));
        Assert.Equal(2, rating);
    }

    [Fact]
    public void Roles_that_do_not_fit_are_refused()
    {
        var dataset = SmallLog.Of(1, 2, (0, 1, 5));
        Assert.Throws<ArgumentException>(() => new RatingLookup(dataset, [], RowRole.Train));
        Assert.Throws<ArgumentException>(() => new RatingLookup(dataset, dataset.AllTrain()));
    }
}
