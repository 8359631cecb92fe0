using Drr.Agent.Data;
using Drr.Agent.Environments;

namespace Drr.Agent.Evaluation;

/// <summary>What is known of one user and what is to be predicted, as marks over the items.</summary>
internal sealed class HeldOut(DatasetSplit split, RowRole rows)
{
    /// <summary>The user; -1 at first.</summary>
    public int User { get; private set; } = -1;

    /// <summary>[items]: in the user's other rows, so not to be predicted.</summary>
    public bool[] Known { get; } = new bool[split.Dataset.Items.Count];

    /// <summary>[items]: to be predicted.</summary>
    public bool[] Rated { get; } = new bool[split.Dataset.Items.Count];

    /// <summary>[items]: to be predicted and liked, i.e. with a reward above 0.</summary>
    public bool[] Liked { get; } = new bool[split.Dataset.Items.Count];

    /// <summary>Marks of <see cref="Rated"/>.</summary>
    public int RatedCount { get; private set; }

    /// <summary>Marks of <see cref="Liked"/>.</summary>
    public int LikedCount { get; private set; }

    /// <summary>Loads a user. An item rated more than once counts with its latest rating, and is known
    /// if any of its rows is.</summary>
    public void Load(int user)
    {
        foreach (var row in User < 0 ? [] : split.Dataset.HistoryOf(User))
        {
            Known[row.Item] = Rated[row.Item] = Liked[row.Item] = false;
        }

        (User, RatedCount, LikedCount) = (user, 0, 0);
        var history = split.Dataset.HistoryOf(user);
        var start = split.Dataset.HistoryStart(user);
        for (var i = 0; i < history.Length; i++)
        {
            Known[history[i].Item] |= split.IsKnown(start + i, rows);
        }

        for (var i = history.Length - 1; i >= 0; i--)
        {
            var item = history[i].Item;
            if (split.Roles[start + i] == rows && !Known[item] && !Rated[item])
            {
                Rated[item] = true;
                Liked[item] = Reward.Of(history[i].Value, split.Dataset.Scale) > 0;
                RatedCount++;
                LikedCount += Liked[item] ? 1 : 0;
            }
        }
    }

    /// <summary>Takes known items out of a ranking.</summary>
    /// <param name="scores">[items]</param>
    public void HideKnown(Span<float> scores)
    {
        foreach (var row in split.Dataset.HistoryOf(User))
        {
            scores[row.Item] = Known[row.Item] ? float.NegativeInfinity : scores[row.Item];
        }
    }
}
