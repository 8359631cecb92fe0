using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.Tests.Learning;

public sealed partial class DdpgLearnerTests
{
    /// <summary>y = r + gamma·min(Q'(s', a'), Q(s', a')) with a' = pi'(s'), worked out on tapes of its own; over seeds each of
    /// the two is the smaller one somewhere.</summary>
    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_minimum_target_takes_the_smaller_of_the_two_networks_values(ActorObjective objective)
    {
        var (fromTarget, fromTrained, differs) = (0, 0, false);
        for (var seed = 1UL; seed <= 4; seed++)
        {
            var learner = Create(Options(objective) with { MinimumTarget = true, CriticRate = 0.1, ActorRate = 0.1 }, seed);
            var plain = Create(Options(objective) with { CriticRate = 0.1, ActorRate = 0.1 }, seed);
            UpdateOnce(learner, seed: 7); // the same for both: networks and targets are one yet
            UpdateOnce(plain, seed: 7);
            Assert.Equal(plain.Networks.Parameters.Values.ToArray(), learner.Networks.Parameters.Values.ToArray());
            Fill(learner, new Rng(8));
            Fill(plain, new Rng(8));
            double[] theirs = Next(learner, learner.TargetNetworks), ours = Next(learner, learner.Networks);
            var values = StoredValues(learner);
            var errors = learner.Update().ToArray();
            for (var row = 0; row < errors.Length; row++)
            {
                var (reward, discount) = (learner.Batch.Rewards[row], learner.Batch.Discounts[row]);
                var target = reward + (discount * Math.Min(theirs[row], ours[row]));
                Assert.Equal(Math.Abs(target - values[row]), errors[row], 1e-4);
                fromTarget += discount > 0 && theirs[row] < ours[row] - 1e-3 ? 1 : 0;
                fromTrained += discount > 0 && ours[row] < theirs[row] - 1e-3 ? 1 : 0;
            }

            differs |= !plain.Update().SequenceEqual(errors);
        }

        Assert.True(fromTarget > 0 && fromTrained > 0 && differs, $"{fromTarget} and {fromTrained}");
    }

    /// <summary>V(s') of some networks at the action of the targets.</summary>
    private static double[] Next(DdpgLearner learner, ActorCritic networks)
    {
        var (tape, batch, options) = (new Tape(), learner.Batch, learner.Options);
        var action = learner.TargetNetworks.Actor.Forward(
            tape, learner.TargetNetworks.State.Forward(tape, batch.Users, batch.NextItems)).Action;
        PolicyValue value = options.Objective == ActorObjective.PolicyGradient
            ? new DeterministicValue()
            : new RankingValue(
                networks.Embeddings, batch.Size, options.NextCandidates, options.Temperature, batch.Used, batch.Shown);
        var next = value.Forward(tape, networks, networks.State.Forward(tape, batch.Users, batch.NextItems), action);
        tape.Forward();
        return [.. next.Value.Span.ToArray().Select(v => (double)v)];
    }

    /// <summary>Q(s, a) of the stored action.</summary>
    private static float[] StoredValues(DdpgLearner learner)
    {
        var (tape, batch, networks) = (new Tape(), learner.Batch, learner.Networks);
        var action = learner.Options.StoredAction == StoredAction.Vector
            ? Tape.Constant(new Tensor(new Shape(batch.Size, 4), batch.Actions))
            : tape.Gather(Tape.Constant(networks.Embeddings.Items), batch.Shown);
        var state = networks.State.Forward(tape, batch.Users, batch.Items);
        var values = networks.Critic.Forward(tape, state, action);
        tape.Forward();
        return values.Value.Span.ToArray();
    }
}
