using Drr.Agent.Data;

namespace Drr.Agent.Environments;

/// <summary>Answers from the log; an item that is not in it gets a fixed reward. A rating in the middle of the scale is an answer
/// too: its reward is 0.</summary>
/// <param name="log">The rows that may answer.</param> <param name="scale">The ratings' scale.</param>
/// <param name="unratedReward">In [-1, 1].</param>
public sealed class LogFeedback(RatingLookup log, RatingScale scale, float unratedReward) : IFeedback
{
    private readonly float _unratedReward = unratedReward is >= -1 and <= 1
        ? unratedReward
        : throw new ArgumentOutOfRangeException(nameof(unratedReward), unratedReward, "A reward lies in [-1, 1].");

    /// <inheritdoc/>
    public float RewardOf(int user, int item) =>
        log.TryGet(user, item, out var rating) ? Reward.Of(rating, scale) : _unratedReward;
}
