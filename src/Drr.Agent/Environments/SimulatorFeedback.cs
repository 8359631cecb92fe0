using Drr.Agent.Data;
using Drr.Agent.Embeddings;

namespace Drr.Agent.Environments;

/// <summary>Answers from the log where it can, else with a predicted rating.</summary>
/// <remarks>The online simulator of Liu et al. 2018, section 5.</remarks>
/// <param name="log">The rows that may answer.</param>
/// <param name="model">Predicts the rest; it must not have seen rows that are to be predicted.</param>
/// <param name="scale">The ratings' scale.</param>
/// <param name="round">Round predictions to the scale, as the paper does (its total rewards are multiples of 0.5).</param>
public sealed class SimulatorFeedback(RatingLookup log, PmfModel model, RatingScale scale, bool round) : IFeedback
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
