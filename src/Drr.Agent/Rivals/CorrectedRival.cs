using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Rivals;

/// <summary>A rival corrected by what a user said of items, as the agent is: what the correction is worth to it, the agent must
/// not be given credit for.</summary>
internal static class CorrectedRival
{
    private const int Best = 10, Users = 64;

    /// <summary>Corrects a scorer.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="scorer">Of any unit.</param>
    /// <param name="split">Its training users say what the scorer's unit is.</param>
    /// <param name="rewards">How they go together on it.</param>
    /// <param name="worth">What the ten best scores of a list are worth on average above the lowest reward.</param>
    /// <param name="weight">How much a rating counts that was known before the session, beside an answer within it.</param>
    internal static CorrectedScorer Of(
        string name, IScorer scorer, DatasetSplit split, RewardCovariances rewards, float worth, float weight)
    {
        var settings = new SessionOptions { ScoreWorth = worth / MeanOfBest(scorer, split) };
        return new CorrectedScorer(name, scorer, rewards.Of(settings.Correlation), settings, weight);
    }

    /// <summary>The mean of the ten best scores of training users' lists, in the scorer's unit.</summary>
    private static float MeanOfBest(IScorer scorer, DatasetSplit split)
    {
        var start = StartingItems.FirstRated(split, split.StateLength);
        var (scores, best) = (new float[split.Dataset.Items.Count], new int[Best]);
        var observation = new Observation(split.StateLength);
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < Users; i++)
        {
            var user = split.TrainUsers[(int)((long)i * split.TrainUsers.Count / Users)];
            observation.Start(user, start.Of(user), start.RewardsOf(user));
            foreach (var item in best.AsSpan(..Recommender.List(scorer, observation, [], scores, best)))
            {
                (sum, count) = (sum + scores[item], count + 1);
            }
        }

        return sum > 0 ? (float)(sum / count) : 1;
    }
}
