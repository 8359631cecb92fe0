using Drr.Agent.Data;
using Drr.Agent.Embeddings;

namespace Drr.Agent.Environments;

/// <summary>Answers for a user to whom an item is shown.</summary>
internal interface IFeedback
{
    /// <summary>The reward in [-1, 1], always the same for a user and an item. Allocates nothing.</summary>
    float RewardOf(int user, int item);
}

/// <summary>Answers from the log; an item that is not in it gets a fixed reward. A rating in the middle of the
/// scale has the reward 0.</summary>
/// <param name="log">The rows that may answer.</param> <param name="scale">The ratings' scale.</param>
/// <param name="unratedReward">In [-1, 1].</param>
internal sealed class LogFeedback(RatingLookup log, RatingScale scale, float unratedReward) : IFeedback
{
    private readonly float _unratedReward = unratedReward is >= -1 and <= 1
        ? unratedReward
        : throw new ArgumentOutOfRangeException(nameof(unratedReward), unratedReward, "A reward lies in [-1, 1].");

    /// <inheritdoc/>
    public float RewardOf(int user, int item) =>
        log.TryGet(user, item, out var rating) ? Reward.Of(rating, scale) : _unratedReward;
}

/// <summary>Answers from the log where it can, else with a predicted rating.</summary>
/// <remarks>The online simulator of Liu et al. 2018, section 5.</remarks>
/// <param name="log">The rows that may answer.</param>
/// <param name="model">Predicts the rest; it must not have seen rows that are to be predicted.</param>
/// <param name="scale">The ratings' scale.</param>
/// <param name="round">Round predictions to the scale, as the paper does (its total rewards are multiples of 0.5).</param>
internal sealed class SimulatorFeedback(RatingLookup log, PmfModel model, RatingScale scale, bool round) : IFeedback
{
    /// <inheritdoc/>
    public float RewardOf(int user, int item)
    {
        if (!log.TryGet(user, item, out var rating))
        {
            rating = model.Predict(user, item);
            rating = round ? scale.Nearest(rating) : rating;
        }

        return Reward.Of(rating, scale);
    }
}

/// <summary>The reward of a rating.</summary>
public static class Reward
{
    /// <summary>r = (rating - middle of the scale) / half its span, in [-1, 1]; (rating - 3) / 2 for whole stars.</summary>
    /// <remarks>Liu et al. 2018, section 5.</remarks>
    public static float Of(float rating, RatingScale scale) => scale.Centred(rating);

    /// <summary>Rated items and their rewards, in the order of the rows.</summary>
    internal static (int Item, float Reward)[] Of(ReadOnlySpan<Rating> rows, RatingScale scale)
    {
        var rewards = new (int, float)[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            rewards[row] = (rows[row].Item, Of(rows[row].Value, scale));
        }

        return rewards;
    }
}
