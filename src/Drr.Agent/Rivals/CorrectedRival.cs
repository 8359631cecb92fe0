using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Rivals;

/// <summary>A rival corrected by what a user said of items, as the agent is, to tell what the agent owes to its training from
/// what it owes to the correction.</summary>
internal static class CorrectedRival
{
    private const int Best = 10, Users = 64;

    /// <summary>Corrects a scorer.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="scorer">The scorer, in any unit.</param>
    /// <param name="split">The scorer's unit is estimated on its training users.</param>
    /// <param name="rewards">Their covariances on it.</param>
    /// <param name="worth">Mean reward above the lowest one that the ten best scores of a list stand for.</param>
    /// <param name="weight">Weight of a rating known before the session, where an answer within it has 1.</param>
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
