using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Autodiff.Tests.Ops;

/// <summary>Cases at edges that the table keeps away from, worked by hand.</summary>
public sealed class HandWorkedTests
{
    [Fact]
    public void Relu_passes_no_gradient_at_zero_and_below() =>
        MustGive(Values.Vector(-1, 0, 2), (tape, x) => tape.Relu(x), [0, 0, 2], dy: [5, 6, 7], dx: [0, 0, 7]);

    [Fact]
    public void The_gradient_of_a_minimum_of_equals_goes_to_the_first()
    {
        var other = Values.Vector(3, 4);
        MustGive(Values.Vector(3, 4), (tape, x) => tape.Minimum(x, other), [3, 4], dy: [5, 6], dx: [5, 6]);
        Assert.Equal([0f, 0f], other.Gradient.Span);
    }

    [Fact]
    public void A_masked_entry_has_no_probability_and_no_gradient() => // exp(ln 3) : exp(0) is 3 : 1; dx = p (dy - 0.75 · 4)
        MustGive(
            Values.Vector(MathF.Log(3), float.NegativeInfinity, 0), (tape, x) => tape.SoftmaxRows(x),
            [0.75f, 0, 0.25f], dy: [4, 9, 0], dx: [0.75f, 0, -0.75f]);

    [Fact]
    public void Gather_of_a_repeated_row_adds_and_of_none_gives_zeros() =>
        MustGive(
            Values.Vector(1, 2, 3, 4), (tape, x) => tape.Gather(x.Reshape(new Shape(2, 2)), [1, -1, 1]),
            [3, 4, 0, 0, 3, 4], dy: [1, 2, 50, 60, 10, 20], dx: [0, 0, 11, 22]);

    [Fact]
    public void A_unit_row_has_the_length_asked_for_and_no_gradient_along_itself() => // (3, 4) / 5; dy across is divided by 5
        MustGive(Values.Vector(3, 4), (tape, x) => tape.UnitRows(x, 10), [6, 8], dy: [6 - 4, 8 + 3], dx: [-8, 6]);

    [Fact]
    public void A_row_of_zeros_stays_one() =>
        MustGive(Values.Vector(0, 0), (tape, x) => tape.UnitRows(x, 1, 0.25f), [0, 0], dy: [1, -2], dx: [2, -4]);

    [Fact]
    public void The_squared_error_is_weighted_and_averaged_over_the_batch() => // (2·(3 - 1)² + 0.5·(1 - 4)²) / 2
        MustGive(
            Values.Vector(1, 4),
            (tape, q) => tape.WeightedSquaredError(
                q, Tape.Constant(new Tensor(new(2), [3, 1])), Tape.Constant(new Tensor(new(2), [2, 0.5f]))),
            [6.25f], dy: [1], dx: [-4, 1.5f]);

    [Fact]
    public void A_cross_entropy_is_the_mean_surprise_and_a_class_out_of_question_costs_nothing() => // p is (3/4, 0, 1/4)
        MustGive(
            Values.Vector(MathF.Log(3), float.NegativeInfinity, 0),
            (tape, x) => tape.SoftmaxCrossEntropy(
                x.Reshape(new Shape(1, 3)), Tape.Constant(new Tensor(new(1, 3), [0, 0, 1]))),
            [MathF.Log(4)], dy: [2], dx: [1.5f, 0, -1.5f]);

    [Fact]
    public void Pairs_come_in_lexicographic_order() =>
        MustGive(
            Values.Vector(2, 3, 5), (tape, x) => tape.PairwiseProducts(x.Reshape(new Shape(1, 3, 1))),
            [6, 10, 15], dy: [1, 10, 100], dx: [3 + 50, 2 + 500, 20 + 300]);

    private static void MustGive(Variable x, Func<Tape, Variable, Variable> op, float[] y, float[] dy, float[] dx)
    {
        var tape = new Tape();
        var result = op(tape, x);
        tape.Forward();
        tape.Backward(result, dy);
        Assert.Equal(y, result.Value.Span.ToArray(), (expected, actual) => Math.Abs(expected - actual) < 1e-5);
        Assert.Equal(dx, x.Gradient.Span.ToArray(), (expected, actual) => Math.Abs(expected - actual) < 1e-5);
    }
}
