using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Autodiff.Tests;

public sealed class GradientCheckTests
{
    [Fact]
    public void A_right_gradient_agrees_to_four_digits()
    {
        var x = new Rng(1).AwayFromZero(new(4, 6)).Kept();
        var report = GradientCheck.Compare(tape => tape.Tanh(x), [x]);
        Assert.InRange(report.RelativeError, 0, 1e-4);
        Assert.InRange(report.LargestDifference, 1e-9, 1e-3); // the differences are of single precision: never none at all
    }

    public static TheoryData<string> Mistakes =>
        ["a factor", "the last", "overwriting", "nothing", "another element", "not a number", "small"];

    [Theory, MemberData(nameof(Mistakes))]
    public void A_wrong_backward_is_found(string mistake)
    {
        var x = new Rng(1).AwayFromZero(new(3, 3)).Kept();
        var fault = Assert.Throws<InvalidOperationException>(() => GradientCheck.MustAgree(
            tape => tape.Add(Square(tape, x, mistake), tape.Scale(x, 5)), [x]));
        Assert.Contains("Gradient of input 0 [3, 3]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_op_without_a_mistake_passes()
    {
        var x = new Rng(1).AwayFromZero(new(3, 3)).Kept();
        GradientCheck.MustAgree(tape => tape.Add(Square(tape, x, ""), tape.Scale(x, 5)), [x], tolerance: 1e-4);
    }

    [Fact]
    public void The_report_says_where_and_what()
    {
        Variable right = Values.Vector(1, 2), wrong = Values.Vector(1, -3);
        var report = GradientCheck.Compare(
            tape => tape.Add(tape.Multiply(right, right), Square(tape, wrong, "the last")), [right, wrong]);
        Assert.Equal((1, 1), (report.Input, report.Element));
        Assert.Equal(0.5, report.Backward / report.Difference, 1e-4);
        Assert.Equal(0.5, report.RelativeError, 1e-4);
        Assert.InRange(report.Roughness, 0, 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.005f)]
    [InlineData(0.0104f)]
    [InlineData(-0.0156f)]
    [InlineData(0.025f)]
    public void A_kink_within_the_step_is_told_from_a_mistake(float distance)
    {
        var x = Values.Vector(1, distance);
        var fault = Assert.Throws<InvalidOperationException>(() => GradientCheck.MustAgree(tape => tape.Relu(x), [x]));
        Assert.Contains("a kink within the step?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kink_outside_a_smaller_step_does_no_harm()
    {
        var x = Values.Vector(1, 0.01f);
        GradientCheck.MustAgree(tape => tape.Relu(x), [x], step: 1.0 / 256);
    }

    [Fact]
    public void The_step_grows_with_the_element()
    {
        var x = Values.Vector(3000, -1e6f, 0.001f);
        GradientCheck.MustAgree(tape => tape.Multiply(x, x), [x], tolerance: 1e-4);
    }

    [Theory]
    [InlineData(1e-7f, true)] // over the step, less than a unit in the last place of 1
    [InlineData(1e-4f, false)]
    public void A_gradient_beside_outputs_that_stay_is_right_only_if_rounding_hides_it(float slope, bool right)
    {
        var x = Values.Vector(0.7f);
        var report = GradientCheck.Compare(tape => StaysAtOne(tape, x, slope), [x]);
        Assert.Equal(0, report.Difference);
        Assert.Equal(right, report.RelativeError <= 1e-3);
    }

    [Fact]
    public void Values_are_put_back_and_gradients_are_those_of_one_backward()
    {
        var x = Values.Vector(1, 2);
        x.Gradient.Span.Fill(99);
        var first = GradientCheck.Compare(tape => tape.Multiply(x, x), [x]);
        Assert.Equal([1f, 2f], x.Value.Span);
        Assert.Equal(first, GradientCheck.Compare(tape => tape.Multiply(x, x), [x]));
    }

    [Fact]
    public void What_cannot_be_checked_is_refused()
    {
        var x = Values.Vector(1);
        Assert.Throws<ArgumentException>(() => GradientCheck.Compare(tape => tape.Scale(x, 2), [Tape.Input(new(1))]));
        Assert.Throws<ArgumentException>(() => GradientCheck.Compare(tape => tape.Scale(x, 2), []));
        Assert.Throws<InvalidOperationException>(() => GradientCheck.Compare(tape => tape.Scale(Tape.Input(new(1)), 2), [x]));
    }

    // y = 1, whose backward claims a slope.
    private static Variable StaysAtOne(Tape tape, Variable x, float slope)
    {
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y, forward: () => y.Value.Span.Fill(1), backward: () => x.Gradient.Span[0] += slope * y.Gradient.Span[0]);
        return y;
    }

    // y = x², whose backward makes the mistake asked for.
    private static Variable Square(Tape tape, Variable x, string mistake)
    {
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y,
            forward: () =>
            {
                for (var i = 0; i < x.Shape.Length; i++)
                {
                    y.Value.Span[i] = x.Value.Span[i] * x.Value.Span[i];
                }
            },
            backward: () =>
            {
                for (var i = 0; i < x.Shape.Length; i++)
                {
                    var right = 2 * x.Value.Span[i] * y.Gradient.Span[i];
                    var dx = x.Gradient.Span;
                    dx[i] = mistake switch
                    {
                        "a factor" => dx[i] + (right / 2),
                        "overwriting" => right,
                        "nothing" => dx[i],
                        "another element" => dx[i] + (2 * x.Value.Span[^(i + 1)] * y.Gradient.Span[^(i + 1)]),
                        "not a number" => i == 4 ? float.NaN : dx[i] + right,
                        "the last" => dx[i] + (i == x.Shape.Length - 1 ? right / 2 : right),
                        "small" => dx[i] + (right * 1.005f),
                        _ => dx[i] + right,
                    };
                }
            });
        return y;
    }
}
