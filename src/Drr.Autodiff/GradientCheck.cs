using System.Globalization;
using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>Compares the backward steps of a graph with differences of its forward steps: the test of every op,
/// here's and your own.</summary>
/// <remarks>In short: move one input by h to either side, run the graph forward, and (loss(x + h) - loss(x - h)) / 2h should be
/// what the backward steps gave for that input. The rest is care. Values are single precision, so this quotient with a tiny step
/// would drown in rounding. What keeps about four digits: the step is large (1/16 of the element's scale), and Richardson's
/// extrapolation from it and its half removes the error that a large step brings (of order h², leaving h⁴); the loss is summed in
/// double over the changes of the outputs, so that outputs which an element does not reach add no noise; the quotient divides by
/// the distance of the two points as they were rounded; and what the outputs' rounding can explain is not counted as an error, so
/// that an element whose gradient nearly cancels is no alarm. The loss is a fixed random weighted sum of the outputs, since
/// errors can cancel in a plain one (a softmax always sums to 1). Away from kinks: an input of ReLU, minimum and the like must
/// lie farther from its kink than the step, or the difference straddles it; <see cref="GradientReport.Roughness"/> shows this.
/// Draw such values with a gap, such as ±[0.1, 1], or take a smaller step and tolerate more.</remarks>
public static class GradientCheck
{
    /// <summary>Where differences and backward steps disagree most.</summary>
    /// <param name="graph">Records the graph and gives its result, of any shape; must compute the
    /// same from the same inputs.</param>
    /// <param name="inputs">What to differentiate by: parameters, or variables with a gradient. Values are put back,
    /// gradients overwritten.</param>
    /// <param name="step">Step of the differences for elements up to 1 in size, a power of two; larger elements have
    /// proportionally larger steps.</param>
    /// <exception cref="ArgumentException">An input keeps no gradient, or there is no element.</exception>
    /// <exception cref="InvalidOperationException">The result depends on none of the inputs.</exception>
    public static GradientReport Compare(Func<Tape, Variable> graph, ReadOnlySpan<Variable> inputs, double step = 1.0 / 16)
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
        var largest = 0.0;
        for (var i = 0; i < inputs.Length; i++)
        {
            for (var element = 0; element < inputs[i].Shape.Length; element++)
            {
                var report = Check(probe, inputs[i], i, element, step);
                worst = report.RelativeError <= worst?.RelativeError ? worst : report;
                largest = Math.Max(largest, Math.Abs(report.Backward - report.Difference));
            }
        }

        return worst is null
            ? throw new ArgumentException("The inputs have no elements to check.", nameof(inputs))
            : worst with { LargestDifference = largest };
    }

    /// <summary>Throws if <see cref="Compare"/> finds a relative error above <paramref name="tolerance"/>.</summary>
    /// <exception cref="InvalidOperationException">It does; the message says where and how far.</exception>
    public static void MustAgree(
        Func<Tape, Variable> graph, ReadOnlySpan<Variable> inputs, double tolerance = 1e-3, double step = 1.0 / 16)
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

    private static GradientReport Check(Probe probe, Variable input, int index, int element, double step)
    {
        step *= Math.Max(1, Math.ScaleB(1, Math.ILogB(input.Value.Span[element])));
        var (coarse, coarseBend, coarseRounding) = probe.Differences(input.Value, element, step);
        var (fine, fineBend, fineRounding) = probe.Differences(input.Value, element, step / 2);
        var (backward, difference) = ((double)input.Gradient.Span[element], ((4 * fine) - coarse) / 3);
        var rounding = ((4 * fineRounding) + coarseRounding) / 3;
        // Of a smooth loss the slope keeps and the bend halves with the step, up to its cube; a kink breaks one of the two.
        var rough = Math.Max(Math.Abs(fine - coarse), Math.Abs((2 * fineBend) - coarseBend));
        return new GradientReport(
            Beyond(backward - difference, rounding), index, element, backward, difference, Beyond(rough, 4 * rounding));

        double Beyond(double error, double allowed) => double.IsNaN(error) ? double.PositiveInfinity
            : Math.Abs(error) <= allowed ? 0
            : (Math.Abs(error) - allowed) / Math.Max(Math.Abs(backward), Math.Abs(difference));
    }

    // The graph, its outputs where the inputs are left alone, and the weights that make a loss of outputs.
    private sealed record Probe(Tape Tape, Variable Result, float[] Outputs, float[] Weights)
    {
        // The central difference quotient; how much the one on the right exceeds the left one; and how far rounding can move
        // the first: half a unit in the last place of every output that changes, times eight for the sums inside the op, and
        // one unit of every output that stays, since as much of a change (of a tanh near 1, say) rounds to none.
        public (double Slope, double Bend, double Rounding) Differences(Tensor input, int element, double step)
        {
            var value = input.Span[element];
            var (above, below) = ((float)(value + step), (float)(value - step));
            var rounding = 0.0;
            var (up, down) = (ChangeAt(above), -ChangeAt(below));
            input.Span[element] = value;
            var (right, left) = ((double)above - value, (double)value - below);
            return ((up + down) / (right + left), (up / right) - (down / left), rounding / (right + left));

            double ChangeAt(float moved)
            {
                input.Span[element] = moved;
                Tape.Forward();
                double change = 0;
                for (var j = 0; j < Outputs.Length; j++)
                {
                    var output = Result.Value.Span[j];
                    change += Weights[j] * ((double)output - Outputs[j]);
                    rounding += Math.ScaleB(Math.Abs(Weights[j] * output), output == Outputs[j] ? -23 : -21);
                }

                return change;
            }
        }
    }
}

/// <summary>What <see cref="GradientCheck"/> found at the element where backward and differences disagree most.</summary>
/// <param name="RelativeError">|Backward - Difference|, less what rounding can explain, over the larger of both; 0 if rounding
/// explains it all, infinite if one is not a number.</param>
/// <param name="Input">Which of the inputs.</param>
/// <param name="Element">Which element of it, row-major.</param>
/// <param name="Backward">The gradient that the backward steps gave.</param>
/// <param name="Difference">The gradient by differences of forward passes.</param>
/// <param name="Roughness">How far slopes to the left, to the right and over half the step differ from those of a smooth loss,
/// relative as <see cref="RelativeError"/>: large near a kink or a jump, where there is no gradient to compare with.</param>
public sealed record GradientReport(
    double RelativeError, int Input, int Element, double Backward, double Difference, double Roughness)
{
    /// <summary>The largest |Backward - Difference| of all elements, whether rounding explains it or not.</summary>
    public double LargestDifference { get; init; }
}
