using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Tests.Environments;

namespace Drr.Agent.Tests.Evaluation;

public sealed class NextProtocolTests
{
    /// <summary>In time order, a second each. Users 0 and 1 train; user 1 rates items 2 and 3 (1 star) from the moment on, user 2
    /// comes with item 4 and, again, item 0, which user 1 rates once more in the end.</summary>
    private static readonly RatingDataset s_data = SmallLog.Of(
        3, 6, (0, 0, 5), (0, 1, 5), (0, 2, 4), (1, 0, 2), (0, 3, 5), (0, 4, 5), (1, 1, 5), (0, 5, 3),
        (1, 2, 5), (1, 3, 1), (2, 4, 4), (1, 0, 5));

    private static DatasetSplit Split(double test, double validation = 0) => DatasetSplit.ByTime(
        s_data, new() { Protocol = SplitProtocol.Next, TestShare = test, ValidationShare = validation }, stateLength: 2, seed: 1);

    [Fact]
    public void Time_is_cut_once_for_everybody()
    {
        var split = Split(4 / 12.0, 2 / 8.0);
        Assert.Equal([6, 2, 4, 0, 0], Enum.GetValues<RowRole>().Select(split.RowsOf));
        Assert.True(Latest(RowRole.Train) < Earliest(RowRole.Validation));
        Assert.True(Latest(RowRole.Validation) < Earliest(RowRole.Test));
        Assert.Equal([0, 1], split.TrainUsers);
        Assert.Equal([0, 1], split.ValidationUsers);
        Assert.Equal([1, 2], split.TestUsers);
        Assert.Equal([0], split.UnevaluableUsers);

        long Latest(RowRole role) => Times(role).Max();
        long Earliest(RowRole role) => Times(role).Min();
        IEnumerable<long> Times(RowRole role) =>
            Enumerable.Range(0, 12).Where(row => split.Roles[row] == role).Select(row => s_data.Ratings[row].Time);
    }

    [Fact]
    public void Ratings_of_one_second_stay_together()
    {
        var rows = Enumerable.Range(0, 10).Select(row => new Rating(row % 2, row, 4, row < 5 ? row : 5));
        var data = new RatingDataset(
            "seconds", [.. Enumerable.Range(1, 2).Select(id => new User(id))],
            [.. Enumerable.Range(1, 10).Select(id => new Item(id, $"Film {id}", []))], rows, RatingScale.WholeStars);
        var split = DatasetSplit.ByTime(
            data, new() { Protocol = SplitProtocol.Next, TestShare = 0.2, ValidationShare = 0 }, stateLength: 2, seed: 1);
        Assert.Equal((5, 5), (split.RowsOf(RowRole.Train), split.RowsOf(RowRole.Test)));
    }

    [Fact]
    public void Vectors_and_states_start_from_nothing_that_is_held_out()
    {
        var split = Split(4 / 12.0, 2 / 8.0);
        Assert.Equal([0, 1], Items(0));
        Assert.Equal([0], Items(1)); // item 1 is a validation row
        Assert.Empty(Items(2));
        Assert.Equal(3, split.UserRows.Rows);

        int[] Items(int user) => [.. split.FirstRatingsOf(user).ToArray().Select(row => row.Item)];
    }

    [Fact]
    public void Known_is_what_came_before_and_relevant_what_comes_after()
    {
        var scorer = new FixedScorer("falling", 9, 8, 7, 6, 5, 4);
        var split = Split(4 / 12.0, 2 / 8.0);
        var report = NextProtocol.Evaluate(
            split, split.Embeddings(), [scorer], new() { TopK = [1, 2], Resamples = 50, HistoryLength = 2 });
        Assert.Equal([(1, "0 1"), (2, "-1 -1")], scorer.Asked.Select(asked => (asked.User, string.Join(' ', asked.Items))));
        // User 1 is shown items 2 and 3, and rated both; user 2 is shown 0 and 1 and rated 4. Item 0, which
        // user 1 had rated before, is not to find.
        Assert.Equal(0.5, report.Section("any").Value("falling", "precision@2").Mean);
        Assert.Equal(1, report.Section("known").Value("falling", "precision@2").Mean);
        Assert.Equal(0, report.Section("new").Value("falling", "precision@2").Mean);
        Assert.Equal((1, 1), (report.Section("known").Users, report.Section("new").Users));
        Assert.Equal(0.25, report.Section("liked").Value("falling", "precision@2").Mean); // item 3 was not liked
        Assert.Contains("1970-01-01", report.Card.State, StringComparison.Ordinal);
    }

    [Fact]
    public void Validation_knows_nothing_of_what_comes_after_it()
    {
        var scorer = new FixedScorer("falling", 9, 8, 7, 6, 5, 4);
        var split = Split(4 / 12.0, 2 / 8.0);
        var report = NextProtocol.Evaluate(
            split, split.Embeddings(), [scorer],
            new() { Rows = RowRole.Validation, TopK = [1, 2], Resamples = 50, HistoryLength = 2 });
        // User 1 knows item 0 and is shown 1, which is right, and 2, which comes later still. User 0 is shown
        // 5, which has no vector.
        Assert.Equal([(0, "3 4"), (1, "-1 0")], scorer.Asked.Select(asked => (asked.User, string.Join(' ', asked.Items))));
        Assert.Equal(0.25, report.Section("any").Value("falling", "precision@2").Mean);
    }

    [Fact]
    public void Data_of_one_moment_cannot_be_split() => Assert.Contains(
        "one second", Assert.Throws<InvalidDataException>(() => DatasetSplit.ByTime(
            new RatingDataset(
                "moment", [new User(1)], [.. Enumerable.Range(1, 9).Select(id => new Item(id, "Film", []))],
                Enumerable.Range(0, 9).Select(item => new Rating(0, item, 4, 7)), RatingScale.WholeStars),
            new() { Protocol = SplitProtocol.Next }, stateLength: 2, seed: 1)).Message, StringComparison.Ordinal);
}
