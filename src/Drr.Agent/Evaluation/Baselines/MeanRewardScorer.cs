using Drr.Agent.Environments;
using Drr.Agent.Evaluation.Bandits;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>score(i) = what item i pays above the lowest reward, on average over the training users; the same for
/// everyone.</summary>
/// <param name="covariance">Has the means.</param>
public sealed class MeanRewardScorer(RewardCovariance covariance) : IScorer
{
    private const float Lowest = -1;

    /// <inheritdoc/>
    public string Name => "mean reward";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = covariance.MeanOf(item) - Lowest;
        }
    }
}
