using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;

namespace Drr.Autodiff.Tests;

public sealed class TapeTests
{
    [Fact]
    public void Recording_computes_nothing_and_replays_follow_the_inputs()
    {
        var tape = new Tape();
        var x = Tape.Input(new(2));
        var y = tape.Scale(x, 3);
        x.Value.Span[1] = 2;
        Assert.Equal([0f, 0f], y.Value.Span);
        tape.Forward();
        Assert.Equal([0f, 6f], y.Value.Span);
        x.Value.Span[0] = 5;
        tape.Forward();
        Assert.Equal([15f, 6f], y.Value.Span);
    }

    [Fact]
    public void The_example_in_the_documentation_finds_its_line()
    {
        var (parameters, rng) = (new ParameterSet(), new Rng(1));
        var layer = new Linear(parameters, "line", inputs: 1, outputs: 1, Initializers.XavierUniform, rng);
        var (x, y) = (Tape.Input(new Shape(32, 1)), Tape.Input(new Shape(32, 1)));
        var (tape, equal) = (new Tape(), Tape.Constant(new Tensor(new Shape(32, 1))));
        equal.Value.Span.Fill(1);
        var loss = tape.WeightedSquaredError(layer.Forward(tape, [x]), y, equal);
        var adam = new Adam(parameters.Range("line"), new AdamOptions(LearningRate: 0.01));
        for (var step = 0; step < 1000; step++)
        {
            for (var i = 0; i < 32; i++)
            {
                x.Value.Span[i] = (float)rng.NextGaussian();
                y.Value.Span[i] = (3 * x.Value.Span[i]) - 2;
            }

            parameters.ZeroGradients();
            tape.Forward();
            tape.Backward(loss);
            adam.Step();
        }

        Assert.Equal(3, layer.Weight.Value.Span[0], 1e-3f);
        Assert.Equal(-2, layer.Bias.Value.Span[0], 1e-3f);
    }

    [Fact]
    public void A_step_without_a_result_runs_in_its_place()
    {
        var tape = new Tape();
        var (x, best) = (Values.Vector(1, 5, 3), new int[1]);
        var doubled = tape.Scale(x, 2);
        tape.Add(() => best[0] = doubled.Value.Span.IndexOf(10));
        var picked = Sum(tape, tape.Gather(doubled.Reshape(new Shape(3, 1)), best));
        tape.Forward();
        tape.Backward(picked);
        Assert.Equal(10, picked.Value.Span[0]);
        Assert.Equal([0f, 2f, 0f], x.Gradient.Span);
    }

    [Fact]
    public void A_diamond_adds_the_gradients_of_its_paths()
    {
        // loss = Σ (x·x)·x + x = x³ + x, worked by hand: 3x² + 1
        var x = Values.Vector(2, -1, 0.5f);
        var tape = new Tape();
        var loss = Sum(tape, tape.Add(tape.Multiply(tape.Multiply(x, x), x), x));
        tape.Forward();
        tape.Backward(loss);
        Assert.Equal([13f, 4f, 1.75f], x.Gradient.Span);
    }

    [Fact]
    public void Gradients_of_leaves_add_up_over_calls_and_those_of_results_start_anew()
    {
        var x = Values.Vector(2);
        var tape = new Tape();
        var y = tape.Multiply(x, x);
        var loss = Sum(tape, y);
        tape.Forward();
        tape.Backward(loss);
        tape.Backward(loss);
        Assert.Equal(8, x.Gradient.Span[0]);
        Assert.Equal(1, y.Gradient.Span[0]);
    }

    [Fact]
    public void A_gradient_from_outside_takes_the_place_of_a_loss()
    {
        var x = Values.Vector(1, 2, 3);
        var tape = new Tape();
        var y = tape.Multiply(x, x);
        tape.Forward();
        tape.Backward(y, [1, 0, -2]);
        Assert.Equal([2f, 0f, -12f], x.Gradient.Span);
    }

    [Fact]
    public void A_reshaped_result_is_the_same_node()
    {
        var x = Values.Vector(1, 2, 3, 4);
        var tape = new Tape();
        var column = tape.Scale(x, 2).Reshape(new Shape(4, 1));
        var loss = Sum(tape, tape.Multiply(column, column)).Reshape(new Shape(1, 1)).Reshape(new Shape(1));
        tape.Forward();
        tape.Backward(loss);
        Assert.Equal(120, loss.Value.Span[0]);
        Assert.Equal([8f, 16f, 24f, 32f], x.Gradient.Span);
    }

    [Fact]
    public void Zeroed_gradients_are_those_of_the_next_pass_alone_and_zero_where_it_does_not_reach()
    {
        var parameters = new ParameterSet();
        Parameter used = parameters.Add("used", new(2, 2)),
            twice = parameters.Add("twice", new(2, 2)),
            idle = parameters.Add("idle", new(2, 2));
        used.Value.Span.Fill(1);
        twice.Value.Span.Fill(1);
        var tape = new Tape();
        var x = Tape.Constant(new Tensor(new(1, 2), [1, 2]));
        var loss = Sum(tape, tape.MatMul(tape.MatMul(tape.MatMul(x, used), twice), twice));
        parameters.Gradients.Fill(7);
        parameters.ZeroGradients();
        tape.Forward();
        tape.Backward(loss);
        Assert.Equal([4, 4, 8, 8, 12, 12, 12, 12, 0, 0, 0, 0], parameters.Range("").Gradients.ToArray());
    }

    [Fact]
    public void Two_losses_on_one_tape_do_not_disturb_each_other()
    {
        Variable x = Values.Vector(3), y = Values.Vector(5);
        var tape = new Tape();
        var first = Sum(tape, tape.Multiply(x, x));
        var second = Sum(tape, tape.Multiply(y, y));
        tape.Forward();
        tape.Backward(second);
        tape.Backward(first);
        Assert.Equal(6, x.Gradient.Span[0]);
        Assert.Equal(10, y.Gradient.Span[0]);
    }

    [Fact]
    public void A_graph_of_constants_runs_forward_and_has_no_backward()
    {
        var tape = new Tape();
        var loss = Sum(tape, tape.Tanh(Tape.Input(new(3))));
        tape.Forward();
        var fault = Assert.Throws<InvalidOperationException>(() => tape.Backward(loss));
        Assert.Contains("constants only", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_scalar_of_another_tape_or_of_the_wrong_length_is_refused()
    {
        var tape = new Tape();
        var y = tape.Scale(Values.Vector(1, 2), 2);
        Assert.Throws<ArgumentException>(() => tape.Backward(y));
        Assert.Throws<ArgumentException>(() => tape.Backward(y, [1]));
        Assert.Throws<InvalidOperationException>(() => new Tape().Backward(y, [1, 1]));
    }

    [Fact]
    public void Frozen_parameters_get_no_gradient_and_let_it_pass()
    {
        var parameters = new ParameterSet();
        var actor = new Mlp(parameters, "actor", [3, 4, 2], new Rng(1), hidden: Activation.Tanh);
        var critic = new Mlp(parameters, "critic", [2, 4, 1], new Rng(2), hidden: Activation.Tanh);
        var tape = new Tape();
        var state = Tape.Constant(new Rng(3).AwayFromZero(new(5, 3)));
        var loss = tape.Scale(tape.Mean(critic.Forward(tape, [actor.Forward(tape, [state])], frozen: true)), -1);
        tape.Forward();
        tape.Backward(loss);
        Assert.All(parameters.Range("critic/").Gradients.ToArray(), gradient => Assert.Equal(0, gradient));
        Assert.Contains(parameters.Range("actor/").Gradients.ToArray(), gradient => gradient != 0);
        GradientCheck.MustAgree(
            t => critic.Forward(t, [actor.Forward(t, [state])], frozen: true), [actor.Layers[0].Weight, actor.Layers[1].Bias]);
    }

    [Fact]
    public void A_warm_update_of_a_whole_network_allocates_nothing_and_repeats_its_bits()
    {
        var parameters = new ParameterSet();
        var network = new Mlp(parameters, "net", [6, 16, 16, 2], new Rng(1), output: Activation.Tanh);
        var tape = new Tape();
        var x = Tape.Constant(new Rng(2).AwayFromZero(new(8, 6)));
        var loss = tape.Mean(network.Forward(tape, [x]));
        var first = Update();
        var before = GC.GetAllocatedBytesForCurrentThread();
        parameters.ZeroGradients();
        tape.Forward();
        tape.Backward(loss);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(first, Update());

        int[] Update()
        {
            parameters.ZeroGradients();
            tape.Forward();
            tape.Backward(loss);
            return Values.Bits(parameters.Gradients);
        }
    }

    [Fact]
    public void A_tape_lists_its_ops_with_their_names_inputs_and_attributes()
    {
        var tape = new Tape();
        var x = Tape.Input(new Shape(2, 3));
        var scaled = tape.Scale(x, 0.5f);
        var y = tape.Tanh(scaled.Reshape(new Shape(3, 2)));
        Assert.Equal(["Scale", "Tanh"], tape.Ops.Select(op => op.Name));
        Assert.Equal([x], tape.Ops[0].Inputs);
        Assert.Equal(0.5f, tape.Ops[0].Attributes["factor"]);
        Assert.Same(scaled, tape.Ops[1].Inputs[0].Node); // a view of it
        Assert.Same(y, tape.Ops[1].Result);
        Assert.True(x.IsInput);
    }

    /// <summary>The sum of all elements.</summary>
    private static Variable Sum(Tape tape, Variable x) => tape.Scale(tape.Mean(x), x.Shape.Length);
}
