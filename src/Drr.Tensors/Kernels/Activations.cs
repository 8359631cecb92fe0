using System.Numerics;
using System.Numerics.Tensors;

namespace Drr.Tensors.Kernels;

/// <summary>Non-linearities and their derivatives, written in terms of the result y; dx is added to. In place (y = x) is allowed forward.</summary>
public static class Activations
{
    /// <inheritdoc cref="Reference.Activations.Relu"/>
    public static void Relu(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Max(x, 0f, y);

    /// <inheritdoc cref="Reference.Activations.ReluBackward"/>
    public static void ReluBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var vy = Vectors.Of(y);
        var vdy = Vectors.Of(dy);
        var vdx = Vectors.Of(dx);
        for (var i = 0; i < vy.Length; i++)
        {
            vdx[i] += Vector.ConditionalSelect(Vector.GreaterThan(vy[i], Vector<float>.Zero), vdy[i], Vector<float>.Zero);
        }

        for (var i = Vectors.Tail(y.Length); i < y.Length; i++)
        {
            dx[i] += y[i] > 0 ? dy[i] : 0;
        }
    }

    /// <inheritdoc cref="Reference.Activations.Tanh"/>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Tanh(x, y);

    /// <inheritdoc cref="Reference.Activations.TanhBackward"/>
    public static void TanhBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var vy = Vectors.Of(y);
        var vdy = Vectors.Of(dy);
        var vdx = Vectors.Of(dx);
        for (var i = 0; i < vy.Length; i++)
        {
            vdx[i] += (Vector<float>.One - (vy[i] * vy[i])) * vdy[i];
        }

        for (var i = Vectors.Tail(y.Length); i < y.Length; i++)
        {
            dx[i] += (1 - (y[i] * y[i])) * dy[i];
        }
    }

    /// <inheritdoc cref="Reference.Activations.SoftmaxRows"/>
    public static void SoftmaxRows(ReadOnlySpan<float> x, int rows, int columns, Span<float> y)
    {
        for (var start = 0; start < rows * columns; start += columns)
        {
            var source = x.Slice(start, columns);
            var row = y.Slice(start, columns);
            var max = TensorPrimitives.Max(source);
            if (float.IsNegativeInfinity(max))
            {
                throw new ArgumentException($"Row {start / columns} is masked everywhere; softmax needs one entry above -infinity.", nameof(x));
            }

            TensorPrimitives.Subtract(source, max, row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Multiply(row, 1 / TensorPrimitives.Sum<float>(row), row);
        }
    }

    /// <inheritdoc cref="Reference.Activations.SoftmaxRowsBackward"/>
    public static void SoftmaxRowsBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int rows, int columns, Span<float> dx)
    {
        for (var start = 0; start < rows * columns; start += columns)
        {
            var dot = Reductions.Dot(y.Slice(start, columns), dy.Slice(start, columns));
            for (var i = start; i < start + columns; i++)
            {
                dx[i] += y[i] * (dy[i] - dot);
            }
        }
    }
}
