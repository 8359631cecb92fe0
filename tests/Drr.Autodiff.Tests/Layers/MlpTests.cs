using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;

namespace Drr.Autodiff.Tests.Layers;

public sealed class MlpTests
{
    [Fact]
    public void Parameters_are_named_by_path_and_shaped_in_by_out()
    {
        var parameters = new ParameterSet();
        _ = new Mlp(parameters, "actor", [3, 5, 2], new Rng(1));
        Assert.Equal(
            [
                ("actor/0/weight", new Shape(3, 5)), ("actor/0/bias", new Shape(5)),
                ("actor/1/weight", new Shape(5, 2)), ("actor/1/bias", new Shape(2)),
            ],
            parameters.Parameters.Select(p => (p.Name, p.Shape)));
    }

    [Fact]
    public void Activations_stand_between_layers_and_at_the_end()
    {
        // Worked by hand: x = 2, weights 1 and -1 then 0.5 each: relu gives (2, 0), sum 1, tanh(1).
        var parameters = new ParameterSet();
        var network = new Mlp(parameters, "net", [1, 2, 1], new Rng(1), output: Activation.Tanh);
        network.Layers[0].Weight.Value.Span[0] = 1;
        network.Layers[0].Weight.Value.Span[1] = -1;
        network.Layers[1].Weight.Value.Span.Fill(0.5f);
        var tape = new Tape();
        var y = network.Forward(tape, [Tape.Constant(new Tensor(new(1, 1), [2]))]);
        tape.Forward();
        Assert.Equal(Math.Tanh(1), y.Value.Span[0], 1e-6);
    }

    [Fact]
    public void Biases_start_at_zero_and_the_last_layer_as_asked()
    {
        var network = new Mlp(new ParameterSet(), "net", [3, 5, 2], new Rng(1), outputInitializer: Initializers.Uniform(3e-3));
        Assert.All(network.Layers, layer => Assert.All(layer.Bias.Value.Span.ToArray(), bias => Assert.Equal(0, bias)));
        Assert.All(network.Layers[1].Weight.Value.Span.ToArray(), weight => Assert.InRange(weight, -3e-3, 3e-3));
        Assert.Contains(network.Layers[0].Weight.Value.Span.ToArray(), weight => Math.Abs(weight) > 3e-3);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3, 0)]
    [InlineData(3, -1, 2)]
    public void Sizes_that_make_no_network_are_refused(params int[] sizes) =>
        Assert.ThrowsAny<ArgumentException>(() => new Mlp(new ParameterSet(), "net", sizes, new Rng(1)));

    [Theory]
    [InlineData(Activation.Relu, Activation.Tanh)]
    [InlineData(Activation.Tanh, Activation.None)]
    [InlineData(Activation.None, Activation.Relu)]
    public void Every_parameter_gets_its_gradient(Activation hidden, Activation output)
    {
        var parameters = new ParameterSet();
        var network = new Mlp(parameters, "net", [3, 4, 4, 2], new Rng(5), hidden, output);
        var x = Tape.Constant(new Rng(6).AwayFromZero(new(3, 3)));
        GradientCheck.MustAgree(tape => network.Forward(tape, [x]), [.. parameters.Parameters], step: 1.0 / 128, tolerance: 5e-3);
    }

    [Fact]
    public void A_small_network_learns_exclusive_or_and_learns_it_the_same_way_twice()
    {
        var (loss, outputs, bits) = LearnExclusiveOr();
        Assert.InRange(loss, 0, 1e-3);
        Assert.All(outputs.Zip([-1f, 1f, 1f, -1f]), pair => Assert.Equal(pair.Second, pair.First, 0.1f));
        Assert.Equal(bits, LearnExclusiveOr().Bits);
    }

    private static (float Loss, float[] Outputs, int[] Bits) LearnExclusiveOr()
    {
        var parameters = new ParameterSet();
        var network = new Mlp(parameters, "net", [2, 8, 1], new Rng(3), hidden: Activation.Tanh);
        var tape = new Tape();
        var outputs = network.Forward(tape, [Tape.Constant(new Tensor(new(4, 2), [0, 0, 0, 1, 1, 0, 1, 1]))]);
        var loss = tape.WeightedSquaredError(
            outputs, Tape.Constant(new Tensor(new(4, 1), [-1, 1, 1, -1])), Tape.Constant(new Tensor(new(4, 1), [1, 1, 1, 1])));
        var adam = new Adam(parameters.Range("net/"), new AdamOptions(LearningRate: 0.03));
        for (var step = 0; step < 500; step++)
        {
            parameters.ZeroGradients();
            tape.Forward();
            tape.Backward(loss);
            adam.Step();
        }

        return (loss.Value.Span[0], outputs.Value.Span.ToArray(), Values.Bits(parameters.Values));
    }
}
