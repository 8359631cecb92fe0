using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Lessons;

/// <summary>1, multiply: the chain rule is local. An operation needs to know nothing of the formula that it is part of: it gets
/// d loss / d result, multiplies by its own two derivatives, and hands the products on to its inputs.</summary>
internal static class Lesson01
{
    public static Lesson Lesson { get; } = new(
        Run, "write the two derivatives of x / y by which division multiplies what it gets.", Check, Draw);

    private static void Run()
    {
        Console.WriteLine("f = x·y + x at x = 3, y = 4, by hand");
        var (x, y) = (3.0, 4.0);
        var z = x * y;
        var f = z + x;
        Console.WriteLine($"  forward   z = x·y = {z},  f = z + x = {f}");

        // Backward, from the result to the inputs. The sum hands on what it gets; the product multiplies by the other factor.
        var df = 1.0;
        var (dz, dx) = (df, df);
        var dy = dz * x;
        dx += dz * y;
        Console.WriteLine($"  backward  df/dz = {dz},  df/dy = df/dz·x = {dy},  df/dx = 1 + df/dz·y = {dx}");

        var (a, b) = (Leaf(3), Leaf(4));
        var tape = new Tape();
        var sum = tape.Add(tape.Multiply(a, b), a);
        tape.Forward();
        tape.Backward(sum);
        Console.WriteLine(
            $"the same by the engine: f = {sum.Value.Span[0]}, df/dx = {a.Gradient.Span[0]}, df/dy = {b.Gradient.Span[0]}");

        Console.WriteLine();
        Console.WriteLine("(f(x + h) - f(x - h)) / 2h for f = x³ at x = 1.7, where df/dx is 8.67, in single precision");
        foreach (var (step, error) in Errors())
        {
            Console.WriteLine($"  h = 2^{step,-4} error {error:0.0e-0}");
        }
    }

    /// <summary>How far the difference quotient is from 3x², for steps of 2^-1 to 2^-19.</summary>
    private static IEnumerable<(int Step, double Error)> Errors()
    {
        for (var step = -1; step >= -19; step -= 3)
        {
            var h = (float)Math.ScaleB(1, step);
            var quotient = (Cube(1.7f + h) - Cube(1.7f - h)) / (2 * h);
            yield return (step, Math.Abs(quotient - (3 * 1.7 * 1.7)));
        }

        static float Cube(float x) => x * x * x;
    }

    /// <summary>A number that keeps a gradient.</summary>
    private static Variable Leaf(float value) => new(new Tensor(new Shape(1), [value]), new Tensor(new Shape(1)));

    // <hole>
    /// <summary>d(x / y)/dx and d(x / y)/dy.</summary>
    private static (double Dx, double Dy) Divide(double x, double y) => (0, 0);
    // </hole>

    private static string? Check()
    {
        foreach (var (x, y) in new[] { (3.0, 4.0), (-2.0, 0.5), (0.0, 3.0) })
        {
            const double h = 1e-5;
            var (dx, dy) = (((x + h) / y / (2 * h)) - ((x - h) / y / (2 * h)), ((x / (y + h)) - (x / (y - h))) / (2 * h));
            var (givenDx, givenDy) = Divide(x, y);
            if (!(Math.Abs(givenDx - dx) < 1e-4 && Math.Abs(givenDy - dy) < 1e-4))
            {
                return $"at x = {x}, y = {y} differences give {dx:0.####} and {dy:0.####}, "
                    + $"your derivatives are {givenDx:0.####} and {givenDy:0.####}.";
            }
        }

        return null;
    }

    private static Picture Draw()
    {
        var picture = new Picture("Error of a difference quotient against its step", -20, 0, -7, 1);
        picture.Axes(
            "step h", "error", Enumerable.Range(0, 5).Select(i => (-20.0 + (5 * i), $"2^{-20 + (5 * i)}")),
            Enumerable.Range(0, 5).Select(i => (-7.0 + (2 * i), $"1e{-7 + (2 * i)}")));
        var points = Errors().Where(e => e.Error > 0).Select(e => ((double)e.Step, Math.Log10(e.Error))).ToArray();
        picture.Line("a", points);
        foreach (var (x, y) in points)
        {
            picture.Dot("a", x, y);
        }

        picture.Text(-5, -1.4, "h²: the curve bends", "end");
        picture.Text(-19.5, -4, "1/h: digits cancel", "start");
        return picture;
    }
}
