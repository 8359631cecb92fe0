using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Lessons;

/// <summary>5, check: measure, then distrust. A backward step is a claim; a difference of two forward passes tests it. The test
/// has errors of its own: a large step bends, a small one drowns in rounding, and at a kink there is nothing to find.</summary>
internal static class Lesson05
{
    public static Lesson Lesson { get; } = new(
        Run, "name the op whose backward step is wrong, by measuring: the fault is elsewhere each time that the check asks.",
        Check);

    private static void Run()
    {
        Console.WriteLine("tanh at x = 0.5: relative error of (f(x + h) - f(x - h)) / 2h, in single precision");
        var x = Leaf(0.5f);
        var (tape, exact) = (new Tape(), 1 - Math.Pow(Math.Tanh(0.5), 2));
        var y = tape.Tanh(x);
        for (var step = -1; step >= -17; step -= 4)
        {
            var h = (float)Math.ScaleB(1, step);
            var difference = (At(0.5f + h) - At(0.5f - h)) / (2 * h);
            Console.WriteLine($"  h = 2^{step,-4} error {Math.Abs((difference / exact) - 1):0.0e-0}");
        }

        x.Value.Span[0] = 0.5f;
        var report = GradientCheck.Compare(t => t.Tanh(x), [x]);
        var error = Math.Abs((report.Difference / report.Backward) - 1);
        Console.WriteLine($"  GradientCheck, h = 2^-4 and 2^-5 combined: error {error:0.0e-0}");

        Console.WriteLine();
        Console.WriteLine("relu, whose kink is at 0, with h = 2^-4 = 0.0625");
        foreach (var at in new[] { 0.5f, 0.07f, 0.03f, -0.01f })
        {
            x.Value.Span[0] = at;
            report = GradientCheck.Compare(t => t.Relu(x), [x]);
            var slope = at > 0 ? 1 : 0;
            Console.WriteLine(
                $"  x = {at,5}  backward says {slope}, off by {report.RelativeError:0.00}, roughness {report.Roughness:0.00}");
        }

        float At(float value)
        {
            x.Value.Span[0] = value;
            tape.Forward();
            return y.Value.Span[0];
        }
    }

    // <hole>
    /// <summary>The op that is wrong. Each records y = op(x) on a tape, for an x well above 0.</summary>
    private static string FindFaulty(IReadOnlyDictionary<string, Func<Tape, Variable, Variable>> ops) => ops.Keys.First();
    // </hole>

    private static string? Check()
    {
        (string Name, Func<float, float> F, Func<float, float> Derivative)[] right =
        [
            ("square", x => x * x, x => 2 * x),
            ("cube", x => x * x * x, x => 3 * x * x),
            ("reciprocal", x => 1 / x, x => -1 / (x * x)),
            ("root", MathF.Sqrt, x => 0.5f / MathF.Sqrt(x)),
            ("softsign", x => x / (1 + x), x => 1 / ((1 + x) * (1 + x))),
        ];
        for (var faulty = 0; faulty < right.Length; faulty++)
        {
            var ops = new Dictionary<string, Func<Tape, Variable, Variable>>();
            for (var i = 0; i < right.Length; i++)
            {
                var (name, f, derivative) = right[i];
                var factor = i == faulty ? 1.05f : 1;
                ops[name] = (tape, x) => tape.Each(x, f, at => factor * derivative(at));
            }

            if (FindFaulty(ops) is var found && found != right[faulty].Name)
            {
                return $"the fault was in {right[faulty].Name}, whose gradient is 5 % too large; you named {found}.";
            }
        }

        return null;
    }

    /// <summary>y = f(x), element by element.</summary>
    private static Variable Each(this Tape tape, Variable x, Func<float, float> f, Func<float, float> derivative)
    {
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y,
            forward: () =>
            {
                for (var i = 0; i < x.Shape.Length; i++)
                {
                    y.Value.Span[i] = f(x.Value.Span[i]);
                }
            },
            backward: () =>
            {
                for (var i = 0; i < x.Shape.Length; i++)
                {
                    x.Gradient.Span[i] += derivative(x.Value.Span[i]) * y.Gradient.Span[i];
                }
            });
        return y;
    }

    private static Variable Leaf(float value) => new(new Tensor(new Shape(1), [value]), new Tensor(new Shape(1)));
}
