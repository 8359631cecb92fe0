using Drr.Agent.Embeddings;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.States;

public sealed class StateModuleTests
{
    public static TheoryData<StateModuleKind, SlotWeights> Kinds =>
        [.. from kind in Enum.GetValues<StateModuleKind>() from weights in Enum.GetValues<SlotWeights>() select (kind, weights)];

    [Property(MaxTest = 60)]
    public void Every_module_equals_its_plain_twin(ulong seed, StateModuleKind kind, SlotWeights weights)
    {
        var rng = new Rng(seed);
        var (batch, n, k) = (1 + rng.NextInt(6), 2 + rng.NextInt(5), 1 + rng.NextInt(9));
        var table = RandomVectors.Table(users: 4, items: 7, k, seed);
        var (users, items) = RandomVectors.Ids(rng, table, batch, n);
        var (parameters, module) = Create(kind, weights, n, table, seed);
        var tape = new Tape();
        var state = module.Forward(tape, users, items);
        tape.Forward();
        var features = Joined(state);

        var w = parameters.Values.ToArray();
        Assert.Equal(new Shape(batch, module.Width), features.Shape);
        for (var row = 0; row < batch; row++)
        {
            var history = items.AsSpan(row * n, n).ToArray();
            var attention = kind == StateModuleKind.Att ? PlainStates.Attention(table, users[row], history, parameters) : [];
            double Weight(int slot) => kind == StateModuleKind.Att ? attention[slot]
                : w[weights == SlotWeights.Position ? slot : history[slot]];
            MustBeClose(PlainStates.Of(kind, table, users[row], history, Weight), features.Row(row));
            MustBeClose(
                PlainStates.Of(StateModuleKind.Ave, table, users[row], history, Weight)[^k..], state.Pooled.Value.Row(row));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_weights_gradients_agree_with_differences(StateModuleKind kind, SlotWeights weights)
    {
        var table = RandomVectors.Table(users: 3, items: 6, size: 3);
        var (parameters, module) = Create(kind, weights, 4, table, seed: 5);
        if (kind == StateModuleKind.Att)
        {
            // Far from the kinks of ReLU: two units on, one off.
            var bias = parameters.Parameters.Single(p => p.Name == StateModule.Prefix + "attention/0/bias");
            new float[] { 8, 8, -8 }.CopyTo(bias.Value.Span);
        }

        // The last bias of the attention moves all scores alike, so softmax has no gradient for it.
        Variable[] all = [.. parameters.Parameters.Where(p => p.Name != StateModule.Prefix + "attention/1/bias")];
        // Item 2 stands twice in one history and again in the other; slot 0 of the second history is empty.
        for (var part = 0; part <= module.Forward(new Tape(), [0], [2, 1, 2, 0]).Features.Length; part++)
        {
            Variable Record(Tape tape)
            {
                var state = module.Forward(tape, [0, 2], [2, 1, 2, 0, -1, 3, 2, 4]);
                return part < state.Features.Length ? state.Features[part] : state.Pooled;
            }

            if (Record(new Tape()).RequiresGradient)
            {
                GradientCheck.MustAgree(Record, all);
            }
        }
    }

    [Fact]
    public void A_small_average_state_is_as_worked_by_hand()
    {
        var table = new EmbeddingTable(
            EmbeddingMethod.Svd, new Tensor(new Shape(1, 2), [2, -1]), new Tensor(new Shape(2, 2), [1, 3, 5, 0]), [true, true]);
        var (parameters, module) = Create(StateModuleKind.Ave, SlotWeights.Position, 2, table, seed: 1);
        parameters.Values[0] = 2;
        parameters.Values[1] = 0.5f;
        var tape = new Tape();
        var state = module.Forward(tape, [0], [0, 1]);
        tape.Forward();
        // g = (2·(1, 3) + 0.5·(5, 0)) / 2 = (2.25, 3)
        Assert.Equal([2, -1, 4.5f, -3, 2.25f, 3], Joined(state).Span.ToArray());
    }

    [Fact]
    public void Untrained_weights_are_ones_so_the_pooled_history_is_its_mean()
    {
        var parameters = new ParameterSet();
        StateModule.Create(new StateOptions(), parameters, 3, RandomVectors.Table(2, 4, 2), new Rng(1));
        Assert.Equal([1, 1, 1], parameters.Values.ToArray());
        Assert.StartsWith(StateModule.Prefix, parameters.Parameters[0].Name);
    }

    [Fact]
    public void Attention_starts_near_the_mean_of_the_items_there_are_and_takes_a_history_without_any()
    {
        var table = RandomVectors.Table(1, 5, 3);
        var module = StateModule.Create(
            new StateOptions { Module = StateModuleKind.Att }, new ParameterSet(), 4, table, new Rng(2));
        var tape = new Tape();
        var pooled = module.Forward(tape, [0, 0], [-1, -1, 1, 3, -1, -1, -1, -1]).Pooled.Value;
        tape.Forward();
        for (var c = 0; c < 3; c++)
        {
            Assert.Equal((table.Items.Row(1)[c] + table.Items.Row(3)[c]) / 2, pooled.Row(0)[c], 0.05f);
        }

        Assert.Equal([0, 0, 0], pooled.Row(1).ToArray());
    }

    [Theory]
    [InlineData(SlotWeights.Position, false)]
    [InlineData(SlotWeights.Item, true)]
    public void Only_weights_of_items_make_the_average_blind_to_order(SlotWeights weights, bool same)
    {
        var table = RandomVectors.Table(1, 5, 3);
        var (_, module) = Create(StateModuleKind.Ave, weights, 3, table, seed: 9);
        var tape = new Tape();
        var recorded = module.Forward(tape, [0, 0], [1, 2, 3, 3, 1, 2]);
        tape.Forward();
        var state = Joined(recorded);
        Assert.Equal(
            same, state.Row(0).ToArray().Zip(state.Row(1).ToArray()).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_frozen_state_keeps_no_gradient(StateModuleKind kind, SlotWeights weights)
    {
        var (_, module) = Create(kind, weights, 3, RandomVectors.Table(1, 5, 3), seed: 1);
        Assert.All(
            module.Forward(new Tape(), [0], [1, 2, 3], frozen: true).Features, part => Assert.False(part.RequiresGradient));
    }

    [Theory]
    [InlineData(StateModuleKind.P, 1)]
    [InlineData(StateModuleKind.U, 1)]
    [InlineData(StateModuleKind.Ave, 0)]
    [InlineData(StateModuleKind.N, 0)]
    [InlineData(StateModuleKind.Att, 0)]
    public void A_history_too_short_for_the_module_is_refused(StateModuleKind kind, int historyLength) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            StateModule.Create(new StateOptions { Module = kind }, new ParameterSet(), historyLength,
                RandomVectors.Table(1, 2, 2), new Rng(1)));

    [Fact]
    public void Histories_of_another_length_are_refused()
    {
        var (_, module) = Create(StateModuleKind.Ave, SlotWeights.Position, 3, RandomVectors.Table(1, 5, 3), seed: 1);
        Assert.Throws<ArgumentException>(() => module.Forward(new Tape(), [0, 0], [1, 2, 3, 4]));
    }

    private static (ParameterSet Parameters, StateModule Module) Create(
        StateModuleKind kind, SlotWeights weights, int historyLength, EmbeddingTable table, ulong seed)
    {
        var parameters = new ParameterSet();
        var module = StateModule.Create(
            new StateOptions { Module = kind, Weights = weights }, parameters, historyLength, table, new Rng(seed));
        var rng = new Rng(seed);
        foreach (ref var weight in parameters.Values)
        {
            weight = (kind == StateModuleKind.Att ? -0.5f : 0.5f) + rng.NextSingle();
        }

        return (parameters, module);
    }

    /// <summary>The state's parts side by side, [B, S].</summary>
    private static Tensor Joined(State state)
    {
        var rows = state.User.Shape[0];
        float[] values =
            [.. Enumerable.Range(0, rows).SelectMany(row => state.Features.SelectMany(part => part.Value.Row(row).ToArray()))];
        return new Tensor(new Shape(rows, values.Length / rows), values);
    }

    private static void MustBeClose(double[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= 1e-5 * (1 + Math.Abs(expected[i])),
                $"{i}: {expected[i]} against {actual[i]}");
        }
    }
}
