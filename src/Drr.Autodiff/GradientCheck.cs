using System.Globalization;
using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>Compares the backward steps of a graph with differences of its forward steps: the test of every op, here's and your
/// own.</summary>
/// <remarks>
/// Values are single precision, so a plain difference quotient with a tiny step would drown in rounding. Three things give about
/// five digits:
/// the step is large (1/32 of the element's scale), and Richardson's extrapolation from it and its half removes the error that a
/// large step
/// brings (order h², leaving h⁴); the loss is summed in double over the outputs' changes, so outputs that an element does not
/// reach add no
/// noise; and the quotient divides by the distance of the two points as they were rounded.
/// The loss is a fixed random weighted sum of the outputs, since errors can cancel in a plain one (the sum of a softmax is always
/// 1).
/// Away from kinks: an input of ReLU, minimum and the like must lie farther from its kink than the step, or the difference
/// straddles it;
/// <see cref="GradientReport.Roughness"/> shows this. Draw such values with a gap, such as ±[0.1, 1], or take a smaller step and
/// tolerate more.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Where differences and backward steps disagree most.</summary>
    /// <param name="graph">Records the graph and gives its result, of any shape; must compute the same from the same
    /// inputs.</param>
    /// <param name="inputs">What to differentiate by: parameters, or variables with a gradient. Values are put back, gradients
    /// overwritten.</param>
    /// <param name="step">Step of the differences for elements up to 1 in size, a power of two; larger elements have
    /// proportionally larger steps.</param>
    /// <exception cref="ArgumentException">An input keeps no gradient, or there is no element.</exception>
    /// <exception cref="InvalidOperationException">The result depends on none of the inputs.</exception>
    public static GradientReport Compare(Func<Tape, Variable> graph, ReadOnlySpan<Variable> inputs, double step = 1.0 / 32)
    {
        var tape = new Tape();
        var result = graph(tape);
        var weights = LossWeights(result.Shape.Length);
        foreach (var input in inputs)
        {
            if (!input.RequiresGradient)
            {
                throw new ArgumentException($"An input of shape {input.Shape} keeps no gradient to check.", nameof(inputs));
            }

            input.Gradient.Span.Clear();
        }

        tape.Forward();
        tape.Backward(result, weights);
        var probe = new Probe(tape, result, result.Value.Span.ToArray(), weights);
        GradientReport? worst = null;
        for (var i = 0; i < inputs.Length; i++)
        {
            var report = Worst(probe, inputs[i], i, step);
            worst = report is not null && !(report.RelativeError <= worst?.RelativeError) ? report : worst;
        }

        return worst ?? throw new ArgumentException("The inputs have no elements to check.", nameof(inputs));
    }

    /// <summary>Throws if <see cref="Compare"/> finds a relative error above <paramref name="tolerance"/>.</summary>
    /// <exception cref="InvalidOperationException">It does; the message says where and how far.</exception>
    public static void MustAgree(
        Func<Tape, Variable> graph, ReadOnlySpan<Variable> inputs, double tolerance = 1e-3, double step = 1.0 / 32)
    {
        var worst = Compare(graph, inputs, step);
        if (worst.RelativeError <= tolerance)
        {
            return;
        }

        var advice = worst.Roughness > tolerance ? " The loss is rough there: a kink within the step?" : "";
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
            $"Gradient of input {worst.Input} {inputs[worst.Input].Shape} at element {worst.Element}: backward gives " +
            $"{worst.Backward:g6}, differences give {worst.Difference:g6}, relative error {worst.RelativeError:g3} against " +
            $"{tolerance:g2}.{advice}"));
    }

    private static float[] LossWeights(int length)
    {
        var rng = new Rng(1);
        var weights = new float[length];
        foreach (ref var weight in weights.AsSpan())
        {
            weight = (rng.NextSingle() + 0.5f) * (rng.NextInt(2) == 0 ? 1 : -1); // none near 0, or its output would go unchecked
        }

        return weights;
    }

    private static GradientReport? Worst(Probe probe, Variable input, int index, double step)
    {
        var count = input.Shape.Length;
        var (slopes, roughness, sumOfSquares) = (new double[count], new double[count], 0.0);
        for (var i = 0; i < count; i++)
        {
            var scaled = step * Math.Max(1, Math.ScaleB(1, Math.ILogB(input.Value.Span[i])));
            var (coarse, coarseBend) = probe.Differences(input.Value, i, scaled);
            var (fine, fineBend) = probe.Differences(input.Value, i, scaled / 2);
            slopes[i] = ((4 * fine) - coarse) / 3;
            // Of a smooth loss the slope keeps and the bend halves with the step, up to its cube; a kink breaks one of the two.
            roughness[i] = Math.Max(Math.Abs(fine - coarse), Math.Abs((2 * fineBend) - coarseBend));
            sumOfSquares += slopes[i] * slopes[i];
        }

        GradientReport? worst = null;
        var floor = 0.1 * Math.Sqrt(sumOfSquares / Math.Max(1, count));
        for (var i = 0; i < count; i++)
        {
            var backward = (double)input.Gradient.Span[i];
            var scale = Math.Max(floor, Math.Max(Math.Abs(backward), Math.Abs(slopes[i])));
            var error = scale == 0 ? 0 : Math.Abs(backward - slopes[i]) / scale;
            if (!(error <= worst?.RelativeError))
            {
                error = double.IsNaN(error) ? double.PositiveInfinity : error;
                worst = new GradientReport(error, index, i, backward, slopes[i], scale == 0 ? 0 : roughness[i] / scale);
            }
        }

        return worst;
    }

    // The graph, its outputs where the inputs are left alone, and the weights that make a loss of outputs.
    private sealed record Probe(Tape Tape, Variable Result, float[] Outputs, float[] Weights)
    {
        // The central difference quotient, and how much the one on the right exceeds the one on the left.
        public (double Slope, double Bend) Differences(Tensor input, int element, double step)
        {
            var value = input.Span[element];
            var (above, below) = ((float)(value + step), (float)(value - step));
            var (up, down) = (ChangeAt(above), -ChangeAt(below));
            input.Span[element] = value;
            return ((up + down) / ((double)above - below), (up / ((double)above - value)) - (down / ((double)value - below)));

            double ChangeAt(float moved)
            {
                input.Span[element] = moved;
                Tape.Forward();
                double change = 0;
                for (var j = 0; j < Outputs.Length; j++)
                {
                    change += Weights[j] * ((double)Result.Value.Span[j] - Outputs[j]);
                }

                return change;
            }
        }
    }
}
