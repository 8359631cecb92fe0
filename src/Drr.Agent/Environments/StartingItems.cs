using System.Runtime.InteropServices;
using Drr.Agent.Data;

namespace Drr.Agent.Environments;

/// <summary>The items that each user's first state remembers.</summary>
internal sealed class StartingItems
{
    private readonly int[] _slots; // [users, n], as Observation.Items
    private readonly float[] _rewards; // [users, n], of the same

    private StartingItems(int users, int historyLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(historyLength, 1);
        HistoryLength = historyLength;
        (_slots, _rewards) = (new int[users * historyLength], new float[users * historyLength]);
        Array.Fill(_slots, Observation.Empty);
    }

    /// <summary>Slots n.</summary>
    public int HistoryLength { get; }

    /// <summary>A user's slots [n], oldest item first; <see cref="Observation.Empty"/> slots come before all others.</summary>
    public ReadOnlySpan<int> Of(int user) => _slots.AsSpan(user * HistoryLength, HistoryLength);

    /// <summary>Rewards of the items in a user's slots, [n]; 0 for an empty one.</summary>
    public ReadOnlySpan<float> RewardsOf(int user) => _rewards.AsSpan(user * HistoryLength, HistoryLength);

    /// <summary>Whether the user has an item to start from.</summary>
    public bool CanStart(int user) => Of(user)[^1] != Observation.Empty;

    /// <summary>Each user's first <paramref name="historyLength"/> items in time, liked or not: the next protocol, where they
    /// end before what is held out, and the catalogue protocol.</summary>
    internal static StartingItems FirstRated(DatasetSplit split, int historyLength) => FirstRated(
        split.Dataset, split.Roles, historyLength, endBeforeHeldOut: split.Options.Protocol == SplitProtocol.Next);

    /// <summary>Each user's first <paramref name="historyLength"/> items in time, liked or not.</summary>
    /// <param name="dataset">The ratings.</param> <param name="roles">[ratings]</param>
    /// <param name="historyLength">Slots n.</param>
    /// <param name="endBeforeHeldOut">Whether they end before the first that is held out to be predicted.</param>
    /// <exception cref="ArgumentException">One of them is held out, and they do not end before it.</exception>
    public static StartingItems FirstRated(
        RatingDataset dataset, ReadOnlySpan<RowRole> roles, int historyLength, bool endBeforeHeldOut = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var starting = new StartingItems(dataset.Users.Count, historyLength);
        for (var user = 0; user < dataset.Users.Count; user++)
        {
            var history = dataset.HistoryOf(user);
            var rows = Math.Min(historyLength, history.Length);
            if (roles.Slice(dataset.HistoryStart(user), rows).IndexOfAny(RowRole.Validation, RowRole.Test) is >= 0 and var held)
            {
                rows = endBeforeHeldOut
                    ? held
                    : throw new ArgumentException(
                        $"Rating {held + 1} of user {dataset.Users[user].Id} is held out, but a state of {historyLength} items "
                        + "would start from it; split with the same history length.",
                        nameof(historyLength));
            }

            starting.Fill(user, history[..rows], dataset.Scale);
        }

        return starting;
    }

    /// <summary>Each user's latest <paramref name="historyLength"/> items of the training rows with a reward above 0: the re-rank
    /// protocol (Liu et al. 2018, algorithm 2) and the simulator.</summary>
    public static StartingItems LatestLiked(RatingDataset dataset, ReadOnlySpan<RowRole> roles, int historyLength)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var starting = new StartingItems(dataset.Users.Count, historyLength);
        var liked = new List<Rating>();
        for (var user = 0; user < dataset.Users.Count; user++)
        {
            liked.Clear();
            var first = dataset.HistoryStart(user);
            var history = dataset.HistoryOf(user);
            for (var row = 0; row < history.Length; row++)
            {
                if (roles[first + row] == RowRole.Train && Reward.Of(history[row].Value, dataset.Scale) > 0)
                {
                    liked.Add(history[row]);
                }
            }

            starting.Fill(user, CollectionsMarshal.AsSpan(liked)[^Math.Min(historyLength, liked.Count)..], dataset.Scale);
        }

        return starting;
    }

    private void Fill(int user, ReadOnlySpan<Rating> rows, RatingScale scale)
    {
        var first = ((user + 1) * HistoryLength) - rows.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            (_slots[first + i], _rewards[first + i]) = (rows[i].Item, Reward.Of(rows[i].Value, scale));
        }
    }
}
