using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Agent.Tests.States;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.Tests.Policies;

public sealed class CriticTests
{
    private readonly ParameterSet _parameters = new();

    [Fact]
    public void One_value_a_state_comes_as_a_vector_not_as_a_column() =>
        Assert.Equal(new Shape(2), Create().Forward(new Tape(), NewState(2), Random(2, 3)).Shape);

    [Fact]
    public void The_action_joins_after_the_first_layer()
    {
        var (state, action, tape) = (NewState(2), Random(2, 3, seed: 2), new Tape());
        var value = Create().Forward(tape, state, action).Value;
        tape.Forward();
        for (var row = 0; row < 2; row++)
        {
            double[] first = [.. Dense(0, Doubles(state.Features[0].Value.Row(row))).Select(Relu)];
            double[] joined = [.. first, .. Doubles(action.Value.Row(row))];
            double[] hidden = [.. Dense(2, [.. Dense(1, joined).Select(Relu)]).Select(Relu)];
            Assert.Equal(Dense(3, hidden)[0], value.Span[row], 1e-5);
        }
    }

    [Fact]
    public void Many_actions_a_state_have_the_values_that_they_have_one_by_one()
    {
        var (critic, state, actions, tape) = (Create(), NewState(3), Random(12, 3, seed: 2), new Tape());
        var many = critic.ForwardMany(tape, state, actions.Reshape(new Shape(3, 4, 3))).Value;
        var repeated = new State([Repeat(state.Features[0])], Repeat(state.Pooled), Repeat(state.User));
        var one = critic.Forward(tape, repeated, actions).Value;
        tape.Forward();
        Assert.Equal(new Shape(3, 4), many.Shape);
        Assert.Equal(one.Span.ToArray(), many.Span.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);

        Variable Repeat(Variable x) => tape.RepeatRows(x, 4);
    }

    [Fact]
    public void Gradients_of_action_and_weights_agree_with_differences()
    {
        var critic = Create();
        var (state, action) = (NewState(2), WithGradient(Random(2, 3, seed: 2)));
        foreach (var bias in _parameters.Parameters.Where(p => p.Name.EndsWith("/bias", StringComparison.Ordinal)))
        {
            for (var unit = 0; unit < bias.Value.Span.Length; unit++)
            {
                bias.Value.Span[unit] = unit % 3 == 2 ? -9 : 9; // units on or off, none near the kink of its ReLU
            }
        }

        GradientCheck.MustAgree(tape => critic.Forward(tape, state, action), [action, .. _parameters.Parameters]);
    }

    [Fact]
    public void A_frozen_critic_passes_the_gradient_to_the_action_and_keeps_none()
    {
        var (action, tape) = (WithGradient(Random(2, 3)), new Tape());
        var value = Create().Forward(tape, NewState(2), action, frozen: true);
        tape.Forward();
        tape.Backward(value, [1, 1]);
        Assert.Contains(action.Gradient.Span.ToArray(), gradient => gradient != 0);
        Assert.All(_parameters.Gradients.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    private Critic Create()
    {
        var critic = new Critic(_parameters, hidden: 5, stateWidth: 6, actionSize: 3, new Rng(4));
        _parameters.Parameters[^2].Value.Span.Fill(0.5f); // the last layer starts near 0
        return critic;
    }

    private static State NewState(int rows) =>
        new([Random(rows, 6, seed: 1)], Random(rows, 3, seed: 8), Random(rows, 3, seed: 9));

    private static Variable Random(int rows, int columns, ulong seed = 7) =>
        new(RandomVectors.Normal(new Rng(seed), rows, columns), null);

    private static Variable WithGradient(Variable x) => new(x.Value, new Tensor(x.Shape));

    private static double Relu(double x) => Math.Max(x, 0);

    private static double[] Doubles(ReadOnlySpan<float> values) => [.. values.ToArray().Select(v => (double)v)];

    private double[] Dense(int layer, double[] x)
    {
        var (weight, bias) = (_parameters.Parameters[2 * layer].Value, _parameters.Parameters[(2 * layer) + 1].Value);
        return
        [
            .. Enumerable.Range(0, bias.Shape.Length).Select(j => bias.Span[j] + x.Select((v, i) => v * weight.Row(i)[j]).Sum()),
        ];
    }
}
