using System.Globalization;
using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>Compares the backward steps of a graph with differences of its forward steps: the test of every op, here's and your own.</summary>
/// <remarks>
/// Values are single precision, so a plain difference quotient with a tiny step would drown in rounding. Three things give about five digits:
/// the step is large (1/32 of the element's scale), and Richardson's extrapolation from it and its half removes the error that a large step
/// brings (order h², leaving h⁴); the loss is summed in double over the outputs' changes, so outputs that an element does not reach add no
/// noise; and the quotient divides by the distance of the two points as they were rounded.
/// The loss is a fixed random weighted sum of the outputs, since errors can cancel in a plain one (the sum of a softmax is always 1).
/// Away from kinks: an input of ReLU, minimum and the like must lie farther from its kink than the step, or the difference straddles it;
/// <see cref="GradientReport.StepDisagreement"/> shows this. Draw such values with a gap, such as ±[0.1, 1].
/// </remarks>
public static class GradientCheck
{
    /// <summary>Where differences and backward steps disagree most.</summary>
    /// <param name="graph">Records the graph and gives its result, of any shape; must compute the same from the same inputs.</param>
    /// <param name="inputs">What to differentiate by: parameters, or variables with a gradient. Values are put back, gradients overwritten.</param>
    /// <param name="step">Step of the differences for elements up to 1 in size, a power of two; larger elements have proportionally larger steps.</param>
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
        GradientReport? worst = null;
        for (var i = 0; i < inputs.Length; i++)
        {
            var report = Worst(tape, result, weights, inputs[i], i, step);
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
        if (!(worst.RelativeError <= tolerance))
        {
            var kink = worst.StepDisagreement > tolerance
                ? $" Halving the step moved the difference by {worst.StepDisagreement:g2}: the element may lie near a kink." : "";
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Gradient of input {worst.Input} {inputs[worst.Input].Shape} at element {worst.Element}: backward gives {worst.Backward:g6}, " +
                $"differences give {worst.Difference:g6}, relative error {worst.RelativeError:g3} against {tolerance:g2}.{kink}"));
        }
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

    private static GradientReport? Worst(Tape tape, Variable result, float[] weights, Variable input, int index, double step)
    {
        var coarse = new double[input.Shape.Length];
        var fine = new double[input.Shape.Length];
        double sumOfSquares = 0;
        for (var i = 0; i < fine.Length; i++)
        {
            var scaled = step * Math.Max(1, Math.ScaleB(1, Math.ILogB(input.Value.Span[i])));
            coarse[i] = Difference(tape, result, weights, input.Value, i, scaled);
            fine[i] = Difference(tape, result, weights, input.Value, i, scaled / 2);
            sumOfSquares += fine[i] * fine[i];
        }

        GradientReport? worst = null;
        var floor = 0.1 * Math.Sqrt(sumOfSquares / Math.Max(1, fine.Length));
        for (var i = 0; i < fine.Length; i++)
        {
            var (backward, difference) = ((double)input.Gradient.Span[i], ((4 * fine[i]) - coarse[i]) / 3);
            var scale = Math.Max(floor, Math.Max(Math.Abs(backward), Math.Abs(difference)));
            var error = scale == 0 ? 0 : Math.Abs(backward - difference) / scale;
            if (!(error <= worst?.RelativeError))
            {
                worst = new GradientReport(double.IsNaN(error) ? double.PositiveInfinity : error, index, i, backward, difference,
                    scale == 0 ? 0 : Math.Abs(fine[i] - coarse[i]) / scale);
            }
        }

        return worst;
    }

    // (loss(x + step) - loss(x - step)) / (the distance of the two points as floats)
    private static double Difference(Tape tape, Variable result, float[] weights, Tensor input, int element, double step)
    {
        var value = input.Span[element];
        var (above, below) = ((float)(value + step), (float)(value - step));
        input.Span[element] = above;
        tape.Forward();
        var outputs = result.Value.Span.ToArray();
        input.Span[element] = below;
        tape.Forward();
        double change = 0;
        for (var j = 0; j < outputs.Length; j++)
        {
            change += weights[j] * ((double)outputs[j] - result.Value.Span[j]);
        }

        input.Span[element] = value;
        return change / ((double)above - below);
    }
}
