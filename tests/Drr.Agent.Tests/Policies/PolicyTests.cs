using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.States;
using Drr.Agent.Tests.States;
using Drr.Tensors;

namespace Drr.Agent.Tests.Policies;

public sealed class PolicyTests
{
    private readonly ActorCritic _networks =
        new(
            new PolicyOptions { Hidden = 8, LastLayerLimit = 0.5 }, new StateOptions(), 3,
            RandomVectors.Table(4, 9, 5), new Rng(1));

    [Fact]
    public void Each_row_acts_on_its_own_observation()
    {
        var together = new Policy(_networks, 4);
        for (var row = 0; row < 4; row++)
        {
            together.Observe(row, Observed(row));
        }

        var actions = together.Act().ToArray();
        for (var row = 0; row < 4; row++)
        {
            var alone = new Policy(_networks, 1);
            alone.Observe(0, Observed(row));
            Assert.Equal(alone.Act().ToArray(), actions.AsSpan(row * 5, 5).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        }

        Assert.NotEqual(actions[..5], actions[5..10]); // not one user's state for all
    }

    [Fact]
    public void The_policy_follows_the_networks_and_the_history()
    {
        var policy = new Policy(_networks, 1);
        policy.Observe(0, Observed(0));
        var first = policy.Act().ToArray();
        var observation = Observed(0);
        observation.Push(8);
        policy.Observe(0, observation);
        var second = policy.Act().ToArray();
        Assert.NotEqual(first, second);
        _networks.Parameters.Range(StateModule.Prefix).Values[0] = 3;
        Assert.NotEqual(second, policy.Act().ToArray());
    }

    [Fact]
    public void Acting_allocates_nothing_once_warm()
    {
        var (policy, observation) = (new Policy(_networks, 2), Observed(1));
        policy.Observe(0, observation);
        policy.Act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        policy.Observe(1, observation);
        policy.Act();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_scorer_scores_without_exploration()
    {
        var scorer = new DrrScorer("DRR", _networks);
        float[] first = new float[9], second = new float[9];
        scorer.Score(Observed(2), first);
        scorer.Score(Observed(2), second);
        Assert.Equal(first, second); // the networks' options ask for noise and epsilon 1

        var policy = new Policy(_networks, 1);
        policy.Observe(0, Observed(2));
        var action = policy.Act().ToArray();
        Assert.Equal(action.Select((a, c) => a * _networks.Embeddings.Items.Row(4)[c]).Sum(), first[4], 1e-4f);
    }

    [Fact]
    public void An_observation_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Policy(_networks, 1).Observe(0, new Observation(2)));

    private static Observation Observed(int user)
    {
        var observation = new Observation(3) { User = user };
        observation.Push(user);
        observation.Push(user + 3);
        return observation;
    }
}
