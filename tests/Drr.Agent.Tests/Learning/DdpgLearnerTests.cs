using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Agent.Tests.States;
using Drr.Autodiff;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Tests.Learning;

public sealed partial class DdpgLearnerTests : IDisposable
{
    private const double Nothing = 1e-30; // a rate so small that no float moves
    private readonly string _path = Path.GetTempFileName();

    public static TheoryData<ActorObjective> Objectives => [.. Enum.GetValues<ActorObjective>()];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Targets_start_as_copies_of_the_networks()
    {
        var learner = Create(Options());
        Assert.Equal(learner.Networks.Parameters.Values.ToArray(), learner.TargetNetworks.Parameters.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_actors_step_leaves_the_critics_alone(ActorObjective objective)
    {
        var (both, criticOnly) = (Create(Options(objective)), Create(Options(objective) with { CriticUpdatesFirst = 10 }));
        UpdateOnce(both);
        UpdateOnce(criticOnly);
        Assert.Equal(Values(criticOnly, Critic.Prefix), Values(both, Critic.Prefix));
        Assert.Equal(Gradients(criticOnly), Gradients(both));
        static float[] Gradients(DdpgLearner learner) => learner.Networks.Parameters.Range(Critic.Prefix).Gradients.ToArray();
        Assert.NotEqual(Values(criticOnly, Actor.Prefix), Values(both, Actor.Prefix));
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_critics_step_leaves_the_actor_alone(ActorObjective objective)
    {
        var learner = Create(Options(objective) with { CriticUpdatesFirst = 10 });
        var (actor, critic) = (Values(learner, Actor.Prefix), Values(learner, Critic.Prefix));
        UpdateOnce(learner);
        Assert.Equal(actor, Values(learner, Actor.Prefix));
        Assert.NotEqual(critic, Values(learner, Critic.Prefix));
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_state_module_is_trained_by_the_critic_and_by_the_actor(ActorObjective objective)
    {
        var byCritic = Create(Options(objective) with { CriticUpdatesFirst = 10 });
        var byActor = Create(Options(objective) with { CriticRate = Nothing });
        foreach (var learner in new[] { byCritic, byActor })
        {
            UpdateOnce(learner);
            Assert.All(Values(learner, StateModule.Prefix), weight => Assert.NotEqual(1, weight));
        }
    }

    [Fact]
    public void Priorities_are_absolute_errors_of_the_stored_action_against_the_target()
    {
        var learner = Create(Options(ActorObjective.PolicyGradient) with { Discount = 0 });
        Fill(learner, new Rng(5));
        var stored = Tape.Constant(new Tensor(new Shape(6, 4), learner.Batch.Actions));
        var tape = new Tape();
        var state = learner.Networks.State.Forward(tape, learner.Batch.Users, learner.Batch.Items);
        var values = learner.Networks.Critic.Forward(tape, state, stored);
        tape.Forward();
        var expected = Enumerable.Range(0, 6)
            .Select(row => Math.Abs(learner.Batch.Rewards[row] - values.Value.Span[row])).ToArray();
        var errors = learner.Update().ToArray();
        Assert.Equal(expected, errors, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(6, errors.Length); // [B], not [B, B] from [B] against [B, 1]
    }

    [Fact]
    public void The_targets_discount_is_the_transitions_own()
    {
        var learner = Create(Options());
        Fill(learner, new Rng(5));
        learner.Batch.Discounts.AsSpan().Clear();
        var ended = learner.Update().ToArray();
        var other = Create(Options() with { Discount = 0 });
        Fill(other, new Rng(5));
        Assert.Equal(ended, other.Update().ToArray());
    }

    [Fact]
    public void What_a_session_has_used_up_is_no_candidate_of_target_or_objective()
    {
        // All twelve items would be candidates. Item 11 is in no history and never shown, so only as a candidate could it count.
        float[] Learn(float scale, bool used)
        {
            var learner = Create(Options() with { Candidates = 12, NextCandidates = 12 });
            Arithmetic.Scale(learner.Networks.Embeddings.Items.Row(11), scale, learner.Networks.Embeddings.Items.Row(11));
            Fill(learner, new Rng(5));
            var batch = learner.Batch;
            foreach (var ids in new[] { batch.Items, batch.NextItems, batch.Used, batch.Shown })
            {
                ids.AsSpan().Replace(11, 10);
            }

            for (var row = 0; row < batch.Size && used; row++)
            {
                batch.Used[((row + 1) * batch.Shape.UsedLength) - 1] = 11; // shown earlier, and missed
            }

            return [.. learner.Update(), .. learner.Networks.Parameters.Values];
        }

        Assert.Equal(Learn(1, used: true), Learn(3, used: true));
        Assert.NotEqual(Learn(1, used: false), Learn(3, used: false));
    }

    [Fact]
    public void The_actor_climbs_at_its_own_action_not_at_the_stored_one()
    {
        var (one, other) = (Create(Options(ActorObjective.PolicyGradient) with { CriticRate = Nothing }),
            Create(Options(ActorObjective.PolicyGradient) with { CriticRate = Nothing }));
        Fill(one, new Rng(5));
        Fill(other, new Rng(5));
        other.Batch.Actions.AsSpan().Fill(0.25f);
        one.Update();
        other.Update();
        Assert.Equal(Values(one, Actor.Prefix), Values(other, Actor.Prefix));
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Climbing_raises_the_objective(ActorObjective objective)
    {
        var learner = Create(Options(objective) with { CriticRate = Nothing, ActorRate = 1e-2 });
        UpdateOnce(learner);
        var before = learner.Statistics.ActorObjective;
        for (var i = 0; i < 50; i++)
        {
            learner.Update();
        }

        Assert.True(learner.Statistics.ActorObjective > before + 0.01, $"{before} became {learner.Statistics.ActorObjective}");
    }

    [Fact]
    public void The_actor_waits_for_the_critic_and_then_moves_every_so_many_updates()
    {
        var learner = Create(Options() with { CriticUpdatesFirst = 3, ActorDelay = 2 });
        var moved = new List<int>();
        for (var update = 1; update <= 8; update++)
        {
            var before = Values(learner, Actor.Prefix);
            UpdateOnce(learner);
            if (!before.SequenceEqual(Values(learner, Actor.Prefix)))
            {
                moved.Add(update);
            }
        }

        Assert.Equal([4, 6, 8], moved);
        Assert.Equal(8, learner.UpdateCount);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_penalty_shrinks_the_output_of_the_actors_network(ActorObjective objective)
    {
        var learner = Create(Options(objective) with { OutputPenalty = 1e4f, CriticRate = Nothing, ActorRate = 3e-3 });
        UpdateOnce(learner);
        var before = MeanSquaredOutput(learner);
        for (var i = 0; i < 300; i++)
        {
            learner.Update();
        }

        Assert.InRange(MeanSquaredOutput(learner), 0, before / 3);
    }

    [Fact]
    public void The_actor_of_a_short_run_learns_too()
    {
        var learner = Create(Options() with { CriticUpdatesFirst = 1_000, Steps = 40, FillSteps = 0, StepsPerUpdate = 4 });
        var start = Values(learner, Actor.Prefix);
        UpdateOnce(learner);
        UpdateOnce(learner);
        Assert.Equal(start, Values(learner, Actor.Prefix)); // a quarter of the ten updates that the run has
        UpdateOnce(learner);
        Assert.NotEqual(start, Values(learner, Actor.Prefix));
    }

    [Fact]
    public void Gradients_longer_than_the_limit_are_scaled_to_it()
    {
        var learner = Create(Options() with { GradientNorm = 1e-3 });
        UpdateOnce(learner);
        Assert.True(learner.Statistics.CriticGradientNorm > 1e-3);
        Assert.Equal(1e-3, Math.Sqrt(learner.Networks.ActorRange.Gradients.ToArray().Sum(g => (double)g * g)), 1e-8);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void An_update_allocates_nothing_once_warm(ActorObjective objective)
    {
        var learner = Create(Options(objective));
        UpdateOnce(learner);
        learner.Update();
        var before = GC.GetAllocatedBytesForCurrentThread();
        learner.Update();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_diverged_run_stops_with_an_error()
    {
        var learner = Create(Options());
        Fill(learner, new Rng(5));
        learner.Batch.Rewards[2] = float.NaN;
        Assert.Throws<InvalidOperationException>(() => learner.Update());
    }

    private const int EpisodeLength = 4;

    internal static LearningOptions Options(ActorObjective objective = ActorObjective.Ranking) => new()
    {
        Objective = objective, StoredAction = objective == ActorObjective.Ranking ? StoredAction.ShownItem : StoredAction.Vector,
        BatchSize = 6, Discount = 0.9f, CriticUpdatesFirst = 0, ActorDelay = 1, Candidates = 5, NextCandidates = 4,
    };

    internal static DdpgLearner Create(LearningOptions options, ulong seed = 1, int hidden = 8)
    {
        var policy = options.Objective == ActorObjective.Ranking
            ? new PolicyOptions { Hidden = hidden, LastLayerLimit = 0.3 }
            : new PolicyOptions { Hidden = hidden, LastLayerLimit = 0.3, ActorForm = ActorForm.Tanh, HistoryShare = 0 };
        var networks = new ActorCritic(policy, new StateOptions(), 3, RandomVectors.Table(5, 12, 4), new Rng(seed));
        var rng = new Rng(seed + 1);
        foreach (var parameter
            in networks.Parameters.Parameters.Where(p => p.Name.EndsWith("critic/3/weight", StringComparison.Ordinal)))
        {
            foreach (ref var weight in parameter.Value.Span)
            {
                weight = (float)rng.NextGaussian(); // critics that have an opinion; untrained ones say 0 to everything
            }
        }

        return new DdpgLearner(networks, options, EpisodeLength);
    }

    private static void UpdateOnce(DdpgLearner learner, ulong seed = 5)
    {
        Fill(learner, new Rng(seed));
        learner.Update();
    }

    internal static void Fill(DdpgLearner learner, Rng rng)
    {
        var batch = learner.Batch;
        var (users, items) = RandomVectors.Ids(rng, learner.Networks.Embeddings, batch.Size, batch.Shape.HistoryLength);
        users.CopyTo(batch.Users, 0);
        items.CopyTo(batch.Items, 0);
        items.CopyTo(batch.NextItems, 0);
        batch.Used.AsSpan().Fill(Observation.Empty);
        for (var row = 0; row < batch.Size; row++)
        {
            var (n, m) = (batch.Shape.HistoryLength, batch.Shape.UsedLength);
            if (m > 0)
            {
                items.AsSpan(row * n, n).CopyTo(batch.Used.AsSpan(row * m));
            }

            batch.Shown[row] = rng.NextInt(12);
            batch.Rewards[row] = (rng.NextInt(5) - 2) / 2f;
            batch.Discounts[row] = row == 0 ? 0 : 0.9f;
            batch.Weights[row] = 0.5f + (rng.NextSingle() / 2);
        }

        RandomVectors.Normal(rng, 1, batch.Actions.Length).Span.CopyTo(batch.Actions);
    }

    private static double MeanSquaredOutput(DdpgLearner learner)
    {
        var (networks, batch, tape) = (learner.Networks, learner.Batch, new Tape());
        var output = networks.Actor.Forward(tape, networks.State.Forward(tape, batch.Users, batch.Items)).Output;
        tape.Forward();
        return output.Value.Span.ToArray().Average(v => (double)v * v);
    }

    private static float[] Values(DdpgLearner learner, string prefix) =>
        learner.Networks.Parameters.Range(prefix).Values.ToArray();
}
