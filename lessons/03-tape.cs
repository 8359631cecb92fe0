using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Lessons;

/// <summary>3, tape: backward is the list reversed. A tape notes every operation as it is recorded. Forward runs the list from
/// the top, backward from the bottom, and each backward step adds to the gradients of its own inputs.</summary>
internal static class Lesson03
{
    public static Lesson Lesson { get; } = new(
        Run, "mend the backward step of Square, which forgets what others have added before it.", Check);

    private static void Run()
    {
        var x = Leaf(2);
        var tape = new Tape();
        var square = tape.Multiply(x, x);
        var cube = tape.Multiply(square, x);
        var y = tape.Add(cube, x);
        var names = new Dictionary<Variable, string> { [x] = "x", [square] = "a", [cube] = "b", [y] = "y" };

        Console.WriteLine("y = x³ + x at x = 2");
        tape.Forward();
        Console.WriteLine("forward, from the top");
        foreach (var op in tape.Ops)
        {
            Console.WriteLine($"  {names[op.Result]} = {Call(op)} = {op.Result.Value.Span[0]}");
        }

        tape.Backward(y);
        Console.WriteLine("backward, from the bottom");
        foreach (var op in tape.Ops.Reverse())
        {
            var targets = string.Join(", ", op.Inputs.Distinct().Select(input => $"d{names[input]}"));
            Console.WriteLine($"  {Call(op),-14} has d{names[op.Result]} = {op.Result.Gradient.Span[0],2}, adds to {targets}");
        }

        Console.WriteLine($"dx = {x.Gradient.Span[0]} = 3x² + 1: four parts, one for each place where x stands");

        tape.Backward(y);
        Console.WriteLine($"backward again, dx not cleared: {x.Gradient.Span[0]}");

        x.Value.Span[0] = 3;
        x.Gradient.Span.Clear();
        tape.Forward();
        tape.Backward(y);
        Console.WriteLine($"the same tape replayed at x = 3: y = {y.Value.Span[0]}, dx = {x.Gradient.Span[0]}");

        string Call(Op op) => $"{op.Name}({string.Join(", ", op.Inputs.Select(input => names[input]))})";
    }

    // <hole>
    /// <summary>y = x², element by element: an op of our own, written as all of the engine's are.</summary>
    private static Variable Square(this Tape tape, Variable x)
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
                    x.Gradient.Span[i] = 2 * x.Value.Span[i] * y.Gradient.Span[i];
                }
            });
        return y;
    }
    // </hole>

    private static string? Check()
    {
        foreach (var value in new[] { 2f, -1.5f })
        {
            var x = Leaf(value);
            var alone = GradientCheck.Compare(tape => tape.Square(x), [x]);
            if (alone.RelativeError > 1e-3)
            {
                return $"x² alone, at x = {value} and with dy = {alone.Difference / (2 * value):0.###}: differences give dx = "
                    + $"{alone.Difference:0.###}, yours is {alone.Backward:0.###}.";
            }

            var shared = GradientCheck.Compare(tape => tape.Add(tape.Square(x), x), [x]);
            if (shared.RelativeError > 1e-3)
            {
                return $"x² alone is right, but d(x² + x)/dx at {value} is {shared.Backward / shared.Difference:0.##} times what "
                    + "differences give: the part of the sum, which came first, is lost.";
            }
        }

        return null;
    }

    private static Variable Leaf(float value) => new(new Tensor(new Shape(1), [value]), new Tensor(new Shape(1)));
}
