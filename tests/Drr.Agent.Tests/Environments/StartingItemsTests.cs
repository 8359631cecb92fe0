using Drr.Agent.Data;
using Drr.Agent.Environments;

namespace Drr.Agent.Tests.Environments;

public sealed class StartingItemsTests
{
    // User 0: 5 ratings; user 1: one, disliked; user 2: none.
    private static readonly RatingDataset Dataset =
        SmallLog.Of(3, 6, (0, 4, 1), (1, 0, 2), (0, 2, 5), (0, 0, 3), (0, 1, 4), (0, 5, 4));

    [Fact]
    public void The_catalogue_starts_from_the_first_items_whatever_their_rating()
    {
        var starting = StartingItems.FirstRated(Dataset, Dataset.AllTrain(), historyLength: 3);
        Assert.Equal([4, 2, 0], starting.Of(0).ToArray());
        Assert.Equal([Observation.Empty, Observation.Empty, 0], starting.Of(1).ToArray());
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(starting.CanStart));
    }

    [Fact]
    public void Rerank_starts_from_the_latest_liked_training_items()
    {
        var starting = StartingItems.LatestLiked(Dataset, Dataset.AllTrain(), historyLength: 2);
        Assert.Equal([1, 5], starting.Of(0).ToArray());
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(starting.CanStart));
    }

    [Fact]
    public void Held_out_rows_start_nothing()
    {
        var roles = Dataset.AllTrain();
        roles[3] = RowRole.Test; // user 0's rating of item 1
        Assert.Equal([2, 5], StartingItems.LatestLiked(Dataset, roles, historyLength: 2).Of(0).ToArray());
        Assert.Equal([4, 2, 0], StartingItems.FirstRated(Dataset, roles, historyLength: 3).Of(0).ToArray());
        var fault = Assert.Throws<ArgumentException>(() => StartingItems.FirstRated(Dataset, roles, historyLength: 4));
        Assert.StartsWith("Rating 4 of user 1 is held out", fault.Message, StringComparison.Ordinal);
    }
}
