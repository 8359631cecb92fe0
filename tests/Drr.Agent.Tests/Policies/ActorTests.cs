using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Agent.Tests.States;
using Drr.Autodiff;
using Drr.Tensors;

namespace Drr.Agent.Tests.Policies;

public sealed class ActorTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.5f)]
    public void The_tanh_form_is_two_relu_layers_and_tanh(float share)
    {
        var options = new PolicyOptions { Hidden = 3, ActorForm = ActorForm.Tanh, HistoryShare = share, LastLayerLimit = 1 };
        var (parameters, actor) = Create(options);
        var state = RandomState(new Rng(2));
        var tape = new Tape();
        var action = actor.Forward(tape, state).Action;
        tape.Forward();
        for (var row = 0; row < 5; row++)
        {
            var x = state.Features[0].Value.Row(row).ToArray().Select(v => (double)v).ToArray();
            x = [.. Dense(parameters, 0, x).Select(v => Math.Max(v, 0))];
            x = [.. Dense(parameters, 1, x).Select(v => Math.Max(v, 0))];
            var history = state.Pooled.Value.Row(row).ToArray();
            var rms = Math.Sqrt(history.Average(v => (double)v * v));
            x = [.. Dense(parameters, 2, x).Zip(history, (net, g) => Math.Tanh((share * g / rms) + net))];
            Assert.Equal(x, action.Value.Row(row).ToArray().Select(v => (double)v), (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void The_unit_form_starts_as_the_history_at_the_given_length()
    {
        var (_, actor) = Create(new PolicyOptions { Hidden = 3, LastLayerLimit = 0, ActionLength = 4 });
        var state = RandomState(new Rng(3));
        var tape = new Tape();
        var action = actor.Forward(tape, state).Action.Value;
        tape.Forward();
        for (var row = 0; row < 5; row++)
        {
            var history = state.Pooled.Value.Row(row).ToArray();
            var length = Math.Sqrt(history.Sum(v => (double)v * v));
            Assert.Equal(history.Select(v => 4 * v / length),
                action.Row(row).ToArray().Select(v => (double)v), (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void The_unit_form_mixes_history_and_network_by_the_history_share()
    {
        // One layer's bias is all that the network says: (0, 3). ĝ of (2, 0) is (√2, 0). b = 0.5: (0.5·√2, 3), set to length 4.
        var options = new PolicyOptions { Hidden = 3, LastLayerLimit = 0, ActionLength = 4, HistoryShare = 0.5f };
        var (parameters, actor) = Create(options, stateWidth: 2, actionSize: 2);
        parameters.Parameters[^1].Value.Span[1] = 3;
        var pooled = Tape.Constant(new Tensor(new Shape(1, 2), [2, 0]));
        var state = new State([Tape.Input(new Shape(1, 2))], pooled, Tape.Input(new Shape(1, 2)));
        var tape = new Tape();
        var action = actor.Forward(tape, state).Action.Value;
        tape.Forward();
        var length = Math.Sqrt(0.5 + 9);
        Assert.Equal(4 * 0.5 * Math.Sqrt(2) / length, action.Span[0], 1e-5);
        Assert.Equal(4 * 3 / length, action.Span[1], 1e-5);
    }

    [Fact]
    public void With_a_user_share_alone_an_untrained_actor_ranks_as_the_users_vector_does()
    {
        var options = new PolicyOptions { Hidden = 3, LastLayerLimit = 0, HistoryShare = 0, UserShare = 0.5f, ActionLength = 10 };
        var (_, actor) = Create(options, stateWidth: 2, actionSize: 2);
        var user = Tape.Constant(new Tensor(new Shape(1, 2), [0.3f, -0.4f]));
        var tape = new Tape();
        var action = actor.Forward(
            tape, new State([Tape.Input(new Shape(1, 2))], Tape.Input(new Shape(1, 2)), user)).Action.Value;
        tape.Forward();
        Assert.Equal(6, action.Span[0], 1e-4);
        Assert.Equal(-8, action.Span[1], 1e-4);
    }

    [Fact]
    public void An_empty_history_gives_a_finite_action()
    {
        var (_, actor) = Create(new PolicyOptions { Hidden = 3 });
        var tape = new Tape();
        var state = new State([Tape.Input(new Shape(1, 6))], Tape.Input(new Shape(1, 2)), Tape.Input(new Shape(1, 2)));
        var action = actor.Forward(tape, state).Action.Value;
        tape.Forward();
        Assert.All(action.Span.ToArray(), v => Assert.True(float.IsFinite(v)));
    }

    [Theory]
    [InlineData(ActorForm.Tanh)]
    [InlineData(ActorForm.Unit)]
    public void Gradients_reach_weights_features_and_history(ActorForm form)
    {
        var (parameters, actor) = Create(new PolicyOptions { Hidden = 4, ActorForm = form, LastLayerLimit = 1 });
        var rng = new Rng(11);
        Variable Input(int columns) => new(RandomVectors.Normal(rng, 2, columns), new Tensor(new Shape(2, columns)));
        var (features, pooled) = (Input(6), Input(2));
        GradientCheck.MustAgree(
            tape => actor.Forward(tape, new State([features], pooled, Tape.Input(pooled.Shape))).Action,
            [features, pooled, .. parameters.Parameters], tolerance: 5e-3, step: 1.0 / 256);
    }

    private static (ParameterSet Parameters, Actor Actor) Create(PolicyOptions options, int stateWidth = 6, int actionSize = 2)
    {
        var parameters = new ParameterSet();
        return (parameters, new Actor(parameters, options, stateWidth, actionSize, new Rng(1)));
    }

    private static State RandomState(Rng rng) =>
        new(
            [Tape.Constant(RandomVectors.Normal(rng, 5, 6))], Tape.Constant(RandomVectors.Normal(rng, 5, 2)),
            Tape.Input(new Shape(5, 2)));

    private static double[] Dense(ParameterSet parameters, int layer, double[] x)
    {
        var (weight, bias) = (parameters.Parameters[2 * layer].Value, parameters.Parameters[(2 * layer) + 1].Value);
        return
        [
            .. Enumerable.Range(0, bias.Shape.Length).Select(j => bias.Span[j] + x.Select((v, i) => v * weight.Row(i)[j]).Sum()),
        ];
    }
}
