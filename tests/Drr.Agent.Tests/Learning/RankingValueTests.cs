using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.States;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.States;
using Drr.Autodiff;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Learning;

public sealed class RankingValueTests
{
    private const int Size = 3;

    [Property(MaxTest = 40)]
    public void Is_the_expected_value_of_the_best_items_that_may_be_shown(ulong seed)
    {
        var rng = new Rng(seed);
        var (rows, items, candidates, temperature) = (1 + rng.NextInt(3), 12, 1 + rng.NextInt(5), 0.2f + rng.NextSingle());
        var networks = Networks(items, seed, withoutVector: 3);
        var hidden = new int[rows * 2];
        foreach (ref var item in hidden.AsSpan())
        {
            item = rng.NextInt(items + 1) - 1;
        }

        var (state, action) = (RandomState(rng, rows), Tape.Constant(RandomVectors.Normal(rng, rows, Size)));
        var tape = new Tape();
        var value = new RankingValue(networks.Embeddings, rows, candidates, temperature, hidden)
            .Forward(tape, networks, state, action).Value;
        tape.Forward();
        for (var row = 0; row < rows; row++)
        {
            var vector = action.Value.Row(row).ToArray();
            double Score(int item) => vector.Select((a, c) => (double)a * networks.Embeddings.Items.Row(item)[c]).Sum();
            int[] best = [.. Enumerable.Range(0, items)
                .Where(item => item != 3 && !hidden.AsSpan(row * 2, 2).Contains(item))
                .OrderByDescending(Score).Take(candidates)];
            var weights = best.Select(item => Math.Exp((Score(item) - Score(best[0])) / temperature)).ToArray();
            var expected = best.Select((item, i) => weights[i] / weights.Sum() * PlainValue(networks, state, row, item)).Sum();
            Assert.Equal(expected, value.Span[row], 1e-4);
        }
    }

    [Fact]
    public void The_gradient_reaches_the_action_through_the_probabilities_only()
    {
        var networks = Networks(items: 6, seed: 2);
        var rng = new Rng(3);
        var state = RandomState(rng, 2);
        var action = new Variable(RandomVectors.Normal(rng, 2, Size), new Tensor(new Shape(2, Size)));
        networks.Parameters.ZeroGradients();
        // All items are candidates, so that no step of the differences changes which ones are.
        GradientCheck.MustAgree(
            tape => new RankingValue(networks.Embeddings, 2, candidates: 6, temperature: 0.7f)
                .Forward(tape, networks, state, action),
            [action]);
        Assert.All(networks.Parameters.Gradients.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void Where_fewer_items_can_be_shown_fewer_are_candidates()
    {
        var networks = Networks(items: 6, seed: 2);
        var (state, action) = (RandomState(new Rng(1), 1), Tape.Constant(RandomVectors.Normal(new Rng(2), 1, Size)));
        var tape = new Tape();
        var ranking = new RankingValue(networks.Embeddings, 1, candidates: 50, temperature: 1, [0, 1, 2, 3, 4]);
        var value = ranking.Forward(tape, networks, state, action).Value;
        tape.Forward();
        Assert.Equal([5], ranking.CandidatesOf(0).ToArray());
        Assert.Equal(PlainValue(networks, state, 0, 5), value.Span[0], 1e-4);
    }

    [Property(MaxTest = 30)]
    public void No_candidate_of_a_played_session_was_unavailable(ulong seed)
    {
        var rng = new Rng(seed);
        var (users, items, slots, steps) = (4, 14, 1 + rng.NextInt(3), 1 + rng.NextInt(6));
        var log = SmallLog.Random(users, items, density: 0.6, seed);
        var networks = Networks(items, seed, withoutVector: [2]);
        var environment = new RecommendationEnvironment(
            StartingItems.FirstRated(log, log.AllTrain(), slots), networks.Embeddings.Fitted,
            new LogFeedback(new RatingLookup(log, log.AllTrain(), RowRole.Train), log.Scale, -0.5f), steps);
        var batch = new TransitionBatch(40, new(slots, ActionSize: 0, slots + steps - 1));
        var replay = new PrioritizedReplay(new ReplayOptions { Capacity = 64 }, batch.Shape);
        var unavailable = new List<(bool[] Before, bool[] After)>(); // by the replay's slot
        foreach (var user in Enumerable.Range(0, users).Where(environment.CanStart))
        {
            var before = new Observation(slots);
            environment.Reset(user);
            for (var ended = false; !ended;)
            {
                before.CopyFrom(environment.Observation);
                var was = environment.Unavailable.ToArray();
                var shown = Enumerable.Range(rng.NextInt(items), items).Select(item => item % items).First(item => !was[item]);
                (var reward, ended) = environment.Step(shown);
                replay.Add(before, shown, [], reward, ended ? 0 : 0.9f, environment.Observation);
                unavailable.Add((was, environment.Unavailable.ToArray()));
            }
        }

        replay.Sample(batch, rng, 1);
        var (now, next) = (New(batch.Used), New(batch.Used, batch.Shown));
        var (tape, state) = (new Tape(), RandomState(rng, batch.Size));
        var action = Tape.Constant(RandomVectors.Normal(rng, batch.Size, Size));
        now.Forward(tape, networks, state, action);
        next.Forward(tape, networks, state, action);
        tape.Forward();
        for (var row = 0; row < batch.Size; row++)
        {
            var (before, after) = unavailable[batch.Slots[row]];
            Assert.Equal(Available(before), now.CandidatesOf(row).ToArray().Order());
            Assert.Equal(Available(after), next.CandidatesOf(row).ToArray().Order());
        }

        RankingValue New(params int[][] hidden) =>
            new(networks.Embeddings, batch.Size, candidates: items, temperature: 1, hidden);

        static IEnumerable<int> Available(bool[] unavailable) =>
            Enumerable.Range(0, unavailable.Length).Where(item => !unavailable[item]);
    }

    [Fact]
    public void Only_what_a_user_is_offered_is_ranked()
    {
        // User 0 is offered items 1, 4 and 5, of which the state hides 4; user 1 nothing at all.
        var networks = Networks(items: 6, seed: 2);
        var log = SmallLog.Of(2, 6, (0, 1, 4), (0, 4, 4), (0, 5, 4));
        var offered = new RatingLookup(log, log.AllTrain(), RowRole.Train);
        var rng = new Rng(5);
        var state = RandomState(rng, 2);
        var action = new Variable(RandomVectors.Normal(rng, 2, Size), new Tensor(new Shape(2, Size)));
        RankingValue New(int candidates) =>
            new(networks.Embeddings, 2, candidates, temperature: 0.7f, [4, -1]) { Offered = (offered, [0, 1]) };
        var tape = new Tape();
        var value = New(5).Forward(tape, networks, state, action).Value;
        tape.Forward();
        double Weight(int item) =>
            Math.Exp(
                action.Value.Row(0).ToArray().Select((a, c) => (double)a * networks.Embeddings.Items.Row(item)[c]).Sum() / 0.7);
        var expected = new[] { 1, 5 }.Sum(item => Weight(item) * PlainValue(networks, state, 0, item)) / (Weight(1) + Weight(5));
        Assert.Equal(expected, value.Span[0], 1e-4);
        Assert.True(float.IsFinite(value.Span[1]));
        GradientCheck.MustAgree(t => New(5).Forward(t, networks, state, action), [action]);
    }

    private static double PlainValue(ActorCritic networks, State state, int row, int item)
    {
        var tape = new Tape();
        var one = new State([.. state.Features.Select(Row)], Row(state.Pooled), Row(state.User));
        var vector = Tape.Constant(new Tensor(new Shape(1, Size), networks.Embeddings.Items.Row(item).ToArray()));
        var value = networks.Critic.Forward(tape, one, vector);
        tape.Forward();
        return value.Value.Span[0];

        Variable Row(Variable x) => Tape.Constant(new Tensor(new Shape(1, x.Shape[1]), x.Value.Row(row).ToArray()));
    }

    private static ActorCritic Networks(int items, ulong seed, params int[] withoutVector)
    {
        var networks = new ActorCritic(
            new PolicyOptions { Hidden = 5 }, new StateOptions(), 2,
            RandomVectors.Table(2, items, Size, seed, withoutVector), new Rng(seed));
        var rng = new Rng(seed + 1);
        foreach (ref var value in networks.Parameters.Values)
        {
            value = (float)rng.NextGaussian() * 0.6f; // last layers start near 0, where all values are alike
        }

        return networks;
    }

    private static State RandomState(Rng rng, int rows) =>
        new(
            [Tape.Constant(RandomVectors.Normal(rng, rows, 3 * Size))], Tape.Constant(RandomVectors.Normal(rng, rows, Size)),
            Tape.Input(new Shape(rows, Size)));
}
