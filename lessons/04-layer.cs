using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Lessons;

/// <summary>4, layer: dX = dY·Wᵀ, dW = Xᵀ·dY. A dense layer is one matrix product, its backward step two more; a network is some
/// of them, and training is: forward, backward, a step of Adam.</summary>
internal static class Lesson04
{
    private const int Points = 64;

    public static Lesson Lesson { get; } = new(
        Run, "write a step of Adam: move w by the gradients g, with the moments m and v.", Check, Draw);

    private static void Run()
    {
        Gradients();
        Console.WriteLine();
        Console.WriteLine("fitting sin 3x on [-1, 1] with 1 - 32 - 32 - 1");
        foreach (var (step, loss, _) in Fit(1000).Where(fit => fit.Step is 0 or 10 or 100 or 300 or 1000))
        {
            Console.WriteLine($"  step {step,4}  mean squared error {loss:0.000000}");
        }
    }

    /// <summary>The two products by hand, beside what the tape gives.</summary>
    private static void Gradients()
    {
        var (parameters, rng) = (new ParameterSet(), new Rng(1));
        var layer = new Linear(parameters, "layer", inputs: 3, outputs: 2, Initializers.XavierUniform, rng);
        Variable x = new(Random(new Shape(4, 3), rng), new Tensor(new Shape(4, 3)));
        var dy = Random(new Shape(4, 2), rng);
        var tape = new Tape();
        var y = layer.Forward(tape, [x]);
        tape.Forward();
        tape.Backward(y, dy.Span);

        var (dx, dw) = (new Tensor(x.Shape), new Tensor(layer.Weight.Shape));
        MatMul.ABt(dy.Span, layer.Weight.Value.Span, 4, 2, 3, dx.Span); // dY·Wᵀ
        MatMul.AtB(x.Value.Span, dy.Span, 3, 4, 2, dw.Span); // Xᵀ·dY
        Console.WriteLine($"Y{y.Shape} = X{x.Shape}·W{layer.Weight.Shape} + b");
        Console.WriteLine($"  dX = dY·Wᵀ differs from the tape's by {Largest(dx.Span, x.Gradient.Span)}");
        Console.WriteLine($"  dW = Xᵀ·dY differs from the tape's by {Largest(dw.Span, layer.Weight.Gradient.Span)}");
    }

    /// <summary>The loss after each step, and the curve at that moment.</summary>
    private static IEnumerable<(int Step, float Loss, float[] Curve)> Fit(int steps)
    {
        var (parameters, tape) = (new ParameterSet(), new Tape());
        var network = new Mlp(parameters, "net", [1, 32, 32, 1], new Rng(1), hidden: Activation.Tanh);
        var (x, y) = (Tape.Input(new Shape(Points, 1)), Tape.Input(new Shape(Points, 1)));
        var ones = new Tensor(new Shape(Points, 1));
        ones.Span.Fill(1);
        var output = network.Forward(tape, [x]);
        var loss = tape.WeightedSquaredError(output, y, Tape.Constant(ones));
        var adam = new Adam(parameters.Range("net"), new AdamOptions(LearningRate: 0.01));
        for (var i = 0; i < Points; i++)
        {
            (x.Value.Span[i], y.Value.Span[i]) = (PointAt(i), Sine(PointAt(i)));
        }

        for (var step = 0; step <= steps; step++)
        {
            parameters.ZeroGradients();
            tape.Forward();
            yield return (step, loss.Value.Span[0], output.Value.Span.ToArray());
            tape.Backward(loss);
            adam.Step();
        }
    }

    // <hole>
    /// <summary>m += (1 - β1)(g - m), v += (1 - β2)(g² - v), w -= rate · m̂ / (√v̂ + ε), where m̂ = m / (1 - β1^t) and
    /// v̂ = v / (1 - β2^t) make up for the start at 0; β1 = .9, β2 = .999, ε = 1e-8, t counts from 1.</summary>
    private static void AdamStep(ReadOnlySpan<float> g, double[] m, double[] v, Span<float> w, double rate, int t)
    {
        for (var i = 0; i < g.Length; i++)
        {
            w[i] -= (float)(rate * g[i]);
        }
    }
    // </hole>

    private static string? Check()
    {
        var (parameters, rng) = (new ParameterSet(), new Rng(2));
        var w = parameters.Add("w", new Shape(5));
        var adam = new Adam(parameters.Range("w"), new AdamOptions(LearningRate: 0.1));
        var (m, v, own) = (new double[5], new double[5], new float[5]);
        for (var t = 1; t <= 10; t++)
        {
            Random(w.Shape, rng).Span.CopyTo(w.Gradient.Span);
            adam.Step();
            AdamStep(w.Gradient.Span, m, v, own, 0.1, t);
            if (Largest(own, w.Value.Span) is > 1e-5f or float.NaN)
            {
                return $"after step {t} the first weight is {own[0]:0.######}, Adam has it at {w.Value.Span[0]:0.######}.";
            }
        }

        return null;
    }

    private static Picture Draw()
    {
        var picture = new Picture("sin 3x, and the curve of the network after 0, 10 and 1,000 steps", -1, 1, -1.2, 1.2);
        picture.Axes("x", "y", [(-1, "-1"), (0, "0"), (1, "1")], [(-1, "-1"), (0, "0"), (1, "1")]);
        picture.Line("ink", Enumerable.Range(0, Points).Select(i => ((double)PointAt(i), (double)Sine(PointAt(i)))));
        picture.Text(-0.95, 1.1, "sin 3x", "start");
        foreach (var (step, _, curve) in Fit(1000).Where(fit => fit.Step is 0 or 10 or 1000))
        {
            var (kind, y) = step switch { 0 => ("b", 0.94), 10 => ("c", 0.78), _ => ("a", 0.62) };
            picture.Line(kind, curve.Select((value, i) => ((double)PointAt(i), (double)value)));
            picture.Text(-0.95, y, $"after {step:#,0} steps", "start", kind);
        }

        return picture;
    }

    private static float PointAt(int i) => (2f * i / (Points - 1)) - 1;

    private static float Sine(float x) => (float)Elementary.CosineOfTurns((3 * x / (2 * Math.PI)) + 0.75);

    private static Tensor Random(Shape shape, Rng rng) =>
        new(shape, [.. Enumerable.Range(0, shape.Length).Select(_ => (float)rng.NextGaussian())]);

    private static float Largest(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var largest = 0f;
        for (var i = 0; i < x.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(x[i] - y[i]));
        }

        return largest;
    }
}
