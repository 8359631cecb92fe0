using Drr.Agent.Policies;
using Drr.Agent.Tests.States;
using Drr.Autodiff;
using Drr.Tensors;

namespace Drr.Agent.Tests.Policies;

public sealed class CriticTests
{
    private readonly ParameterSet _parameters = new();
    private readonly Critic _critic;

    public CriticTests()
    {
        _critic = new Critic(_parameters, "0", hidden: 5, stateWidth: 6, actionSize: 3, new Rng(4));
        _parameters.Parameters[^2].Value.Span.Fill(0.5f); // the last layer starts near 0
    }

    [Fact]
    public void One_value_a_state_comes_as_a_vector_not_as_a_column() =>
        Assert.Equal(new Shape(2), _critic.Forward(new Tape(), [Random(2, 6)], Random(2, 3)).Shape);

    [Fact]
    public void The_action_joins_after_the_first_layer()
    {
        var tape = new Tape();
        var value = _critic.Forward(tape, [Random(2, 6, seed: 1)], Random(2, 3, seed: 2)).Value;
        tape.Forward();
        for (var row = 0; row < 2; row++)
        {
            double[] state = [.. Dense(0, Doubles(Random(2, 6, seed: 1).Value.Row(row))).Select(Relu)];
            double[] joined = [.. state, .. Doubles(Random(2, 3, seed: 2).Value.Row(row))];
            double[] hidden = [.. Dense(2, [.. Dense(1, joined).Select(Relu)]).Select(Relu)];
            Assert.Equal(Dense(3, hidden)[0], value.Span[row], 1e-5);
        }
    }

    [Fact]
    public void Many_actions_a_state_have_the_values_that_they_have_one_by_one()
    {
        var (features, actions) = (Random(3, 6, seed: 1), Random(12, 3, seed: 2));
        var tape = new Tape();
        var many = _critic.ForwardMany(tape, [features], actions.Reshape(new Shape(3, 4, 3))).Value;
        var repeated = new float[12 * 6];
        for (var row = 0; row < 12; row++)
        {
            features.Value.Row(row / 4).CopyTo(repeated.AsSpan(row * 6));
        }

        var one = _critic.Forward(tape, [Tape.Constant(new Tensor(new Shape(12, 6), repeated))], actions).Value;
        tape.Forward();
        Assert.Equal(new Shape(3, 4), many.Shape);
        Assert.Equal(one.Span.ToArray(), many.Span.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void A_frozen_critic_passes_the_gradient_to_the_action_and_keeps_none()
    {
        var action = new Variable(Random(2, 3).Value, new Tensor(new Shape(2, 3)));
        var tape = new Tape();
        var value = _critic.Forward(tape, [Random(2, 6)], action, frozen: true);
        tape.Forward();
        tape.Backward(value, [1, 1]);
        Assert.Contains(action.Gradient.Span.ToArray(), gradient => gradient != 0);
        Assert.All(_parameters.Gradients.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    private static Variable Random(int rows, int columns, ulong seed = 7) => new(RandomVectors.Normal(new Rng(seed), rows, columns), null);

    private static double Relu(double x) => Math.Max(x, 0);

    private static double[] Doubles(ReadOnlySpan<float> values) => [.. values.ToArray().Select(v => (double)v)];

    private double[] Dense(int layer, double[] x)
    {
        var (weight, bias) = (_parameters.Parameters[2 * layer].Value, _parameters.Parameters[(2 * layer) + 1].Value);
        return [.. Enumerable.Range(0, bias.Shape.Length).Select(j => bias.Span[j] + x.Select((v, i) => v * weight.Row(i)[j]).Sum())];
    }
}
