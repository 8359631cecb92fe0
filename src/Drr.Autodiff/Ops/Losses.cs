using Drr.Tensors;
using Drr.Tensors.Kernels;
using Kernel = Drr.Tensors.Kernels.Arithmetic;

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

    /// <summary>loss = -(1 / B) Σ target·log p with p the softmax of each row of scores: how surprised a model is that gives
    /// its classes these scores, whose gradient is (p - target) / B where a row of targets sums to 1.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="scores">[B, classes]; negative infinity for a class that is out of question.</param>
    /// <param name="target">[B, classes], 0 or more; a constant.</param>
    /// <returns>[1]</returns>
    /// <exception cref="ArgumentException">Shapes differ, there are no scores, or the target keeps a gradient.</exception>
    public static Variable SoftmaxCrossEntropy(this Tape tape, Variable scores, Variable target)
    {
        MustBeConstant(target, scores.Shape, nameof(target));
        ArgumentOutOfRangeException.ThrowIfZero(scores.Shape.Length, nameof(scores));
        var (rows, columns) = (scores.Shape.Rows, scores.Shape.Columns);
        var probabilities = new Tensor(scores.Shape);
        var loss = tape.NewVariable(new Shape(1), scores, target);
        tape.Add(loss,
            forward: () =>
            {
                Tensors.Kernels.Activations.SoftmaxRows(scores.Value.Span, rows, columns, probabilities.Span);
                double sum = 0;
                for (var row = 0; row < rows; row++)
                {
                    ReadOnlySpan<float> x = scores.Value.Row(row), p = probabilities.Row(row), t = target.Value.Row(row);
                    var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(p);
                    var normaliser = x[best] - Elementary.Log(p[best]); // log Σ exp(x), without overflow
                    for (var i = 0; i < columns; i++)
                    {
                        sum += t[i] == 0 ? 0 : t[i] * (normaliser - x[i]); // also where x is negative infinity
                    }
                }

                loss.Value.Span[0] = (float)(sum / rows);
            },
            backward: () =>
            {
                var factor = loss.Gradient.Span[0] / rows;
                for (var row = 0; row < rows; row++)
                {
                    Span<float> t = target.Value.Row(row), dx = scores.Gradient.Row(row);
                    Kernel.AddScaled(probabilities.Row(row), factor * Reductions.Sum(t), dx);
                    Kernel.AddScaled(t, -factor, dx);
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
