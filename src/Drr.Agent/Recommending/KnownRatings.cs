using Drr.Agent.Data;
using Drr.Agent.Environments;

namespace Drr.Agent.Recommending;

/// <summary>What is known of each user before a session.</summary>
internal sealed class KnownRatings
{
    private readonly (int Item, float Reward)[][] _rows;

    private KnownRatings((int, float)[][] rows) => _rows = rows;

    /// <summary>A user's rated items in time order, and what their ratings are worth as rewards in [-1, 1].</summary>
    public ReadOnlySpan<(int Item, float Reward)> Of(int user) => _rows[user];

    /// <summary>Each user's first <paramref name="historyLength"/> ratings: those of a first state, of training users too, so
    /// that training and test users are known alike.</summary>
    /// <param name="dataset">The ratings.</param> <param name="historyLength">Items n of a state.</param>
    public static KnownRatings First(RatingDataset dataset, int historyLength)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new([.. Enumerable.Range(0, dataset.Users.Count).Select(user =>
        {
            var history = dataset.HistoryOf(user);
            return Rewards(history[..Math.Min(historyLength, history.Length)], dataset.Scale);
        })]);
    }

    /// <summary>Each user's training rows: what the agent's vectors were fitted on.</summary>
    public static KnownRatings OfTraining(DatasetSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        var dataset = split.Dataset;
        return new([.. Enumerable.Range(0, dataset.Users.Count).Select(user =>
        {
            var first = dataset.HistoryStart(user);
            return Rewards(
                [.. dataset.HistoryOf(user).ToArray().Where((_, row) => split.Roles[first + row] == RowRole.Train)],
                dataset.Scale);
        })]);
    }

    /// <summary>All that a user has rated, in time order, as rewards.</summary>
    public static (int Item, float Reward)[] All(RatingDataset dataset, int user)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Rewards(dataset.HistoryOf(user), dataset.Scale);
    }

    private static (int, float)[] Rewards(ReadOnlySpan<Rating> rows, RatingScale scale)
    {
        var rewards = new (int, float)[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            rewards[row] = (rows[row].Item, Reward.Of(rows[row].Value, scale));
        }

        return rewards;
    }
}
