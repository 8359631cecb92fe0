using Drr.Tensors;

namespace Drr.Autodiff.Ops;

public static partial class TapeOps
{
    /// <summary>loss = (1 / B) Σ weight·(target - prediction)²: the critic's loss under importance weights.</summary>
    /// <param name="tape">Where to record.</param> <param name="prediction">B values in any shape, such as [B, 1].</param>
    /// <param name="target">The shape of the prediction; a constant, because a TD target is not differentiated.</param>
    /// <param name="weight">The shape of the prediction; a constant, 1 for a plain mean squared error.</param>
    /// <returns>[1]</returns>
    /// <exception cref="ArgumentException">Shapes differ ([B] against [B, 1] included), there are no values, or target or
    /// weight keep a gradient.</exception>
    public static Variable WeightedSquaredError(this Tape tape, Variable prediction, Variable target, Variable weight)
    {
        MustBeConstant(target, prediction.Shape, nameof(target));
        MustBeConstant(weight, prediction.Shape, nameof(weight));
        ArgumentOutOfRangeException.ThrowIfZero(prediction.Shape.Length, nameof(prediction));
        var loss = tape.NewVariable(new Shape(1), prediction, target, weight);
        tape.Add(loss,
            forward: () =>
            {
                double sum = 0;
                for (var i = 0; i < prediction.Shape.Length; i++)
                {
                    var error = (double)target.Value.Span[i] - prediction.Value.Span[i];
                    sum += weight.Value.Span[i] * error * error;
                }

                loss.Value.Span[0] = (float)(sum / prediction.Shape.Length);
            },
            backward: () =>
            {
                var factor = 2.0 * loss.Gradient.Span[0] / prediction.Shape.Length;
                for (var i = 0; i < prediction.Shape.Length; i++)
                {
                    var error = (double)target.Value.Span[i] - prediction.Value.Span[i];
                    prediction.Gradient.Span[i] -= (float)(factor * weight.Value.Span[i] * error);
                }
            });
        return loss;
    }

    private static void MustBeConstant(Variable constant, Shape shape, string name)
    {
        constant.Shape.MustBe(shape, name);
        if (constant.RequiresGradient)
        {
            throw new ArgumentException($"{name} keeps a gradient that this loss would ignore; pass a constant.", name);
        }
    }
}
