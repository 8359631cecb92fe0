using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.States;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Evaluation;
using Drr.Tensors;

namespace Drr.Agent.Tests.Rivals;

/// <summary>Two kinds of users: who rates items 0 to 2 first rates 3 to 5 later; who rates 6 to 8 first rates 9 to 11.</summary>
public sealed class SupervisedTwinTests
{
    private const int Users = 40, Train = 30, Items = 12, History = 3;

    [Fact]
    public void It_gives_what_comes_later_a_larger_share_than_an_untrained_actor_does()
    {
        var split = Split(testStars: 4);
        var agent = Agent(split);
        var before = agent.Parameters.Values.ToArray();
        var (untrained, twin) = (new DrrScorer("untrained", agent), Fit(agent, split));
        foreach (var kind in (int[])[0, 1])
        {
            var (early, late) = (ShareOfLater(untrained, kind), ShareOfLater(twin, kind));
            Assert.True(late > Math.Max(0.5, early), $"kind {kind}: {late} after {early}");
        }

        Assert.Equal(before, agent.Parameters.Values.ToArray());
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_the_held_out_rows_say()
    {
        var (split, other) = (Split(testStars: 4), Split(testStars: 1));
        Assert.NotEqual(split.Rows(RowRole.Test), other.Rows(RowRole.Test));
        Assert.Equal(Scores(Fit(Agent(split), split), 0), Scores(Fit(Agent(other), other), 0));
        Assert.NotEqual(Scores(Fit(Agent(split), split), 0), Scores(Fit(Agent(split), split, seed: 2), 0));
    }

    [Fact]
    public void An_item_that_is_rated_again_is_not_to_be_found_later()
    {
        var rows = from user in Enumerable.Range(0, Users)
                   from item in (int[])[0, 1, 2, 2, 3]
                   select (user, item, 4);
        var split = SmallSplit.ByUser(SmallLog.Of(Users, Items, [.. rows]), Train, History);
        var scores = Scores(Fit(Agent(split), split), 0);
        Assert.True(scores[3] > scores[2], $"{scores[3]} against {scores[2]}");
    }

    [Fact]
    public void A_fit_can_be_stopped_and_needs_nobody_with_later_ratings()
    {
        var split = Split(testStars: 4);
        Assert.Throws<OperationCanceledException>(() => Fit(Agent(split), split, stop: new(canceled: true)));
        var brief = SmallSplit.ByUser(SmallLog.Of(2, 2, (0, 0, 4), (0, 1, 4), (1, 0, 4), (1, 1, 4)), 1, 2);
        Assert.All(Scored(Fit(Agent(brief), brief), [Observation.Empty, 0, 1], 2), score => Assert.True(float.IsFinite(score)));
    }

    private static DatasetSplit Split(int testStars)
    {
        var rows = from user in Enumerable.Range(0, Users)
                   from place in Enumerable.Range(0, 6)
                   select (user, (user % 2 * 6) + place, user < Train ? 4 : testStars);
        return SmallSplit.ByUser(SmallLog.Of(Users, Items, [.. rows]), Train, History);
    }

    private static ActorCritic Agent(DatasetSplit split) => new(
        new PolicyOptions { Hidden = 16 }, new StateOptions(), History, split.Embeddings(), new Rng(3));

    private static DrrScorer Fit(ActorCritic agent, DatasetSplit split, ulong seed = 1, CancellationToken stop = default) =>
        new("twin", SupervisedTwin.Fit(
            agent, new FitRows(split.Dataset, split.Roles), new TwinOptions(3e-3, 1, 3_000), new Rng(seed), stop));

    private static float[] Scores(IScorer scorer, int kind) => Scored(scorer, [kind * 6, (kind * 6) + 1, (kind * 6) + 2], Items);

    private static float[] Scored(IScorer scorer, int[] items, int count)
    {
        var (observation, scores) = (new Observation(History), new float[count]);
        observation.Start(0, items, [1, 1, 1]);
        scorer.Score(observation, scores);
        return scores;
    }

    private static double ShareOfLater(IScorer scorer, int kind)
    {
        var (scores, first) = (Scores(scorer, kind), kind * 6);
        var shares = scores.Select((score, item) => item >= first && item < first + History ? 0 : Math.Exp(score)).ToArray();
        return shares[(first + History)..(first + 6)].Sum() / shares.Sum();
    }
}
