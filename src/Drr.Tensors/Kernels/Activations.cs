using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Drr.Tensors.Kernels;

/// <summary>Non-linearities and their derivatives, written in terms of the result y; dx is added to, or
/// overwritten where asked. In place is allowed forward (y = x), and backward when overwriting (dx = dy).</summary>
public static class Activations
{
    /// <inheritdoc cref="Reference.Activations.Relu"/>
    public static void Relu(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Max(x, 0f, y);

    /// <inheritdoc cref="Reference.Activations.ReluBackward"/>
    public static void ReluBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate = true)
    {
        var vy = Vectors.Of(y);
        var vdy = Vectors.Of(dy);
        var vdx = Vectors.Of(dx);
        for (var i = 0; i < vy.Length; i++)
        {
            var gradient = Vector512.GreaterThan(vy[i], Vector512<float>.Zero) & vdy[i]; // a mask of ones or zeros
            vdx[i] = accumulate ? vdx[i] + gradient : gradient;
        }

        for (var i = Vectors.Tail(y.Length); i < y.Length; i++)
        {
            dx[i] = (accumulate ? dx[i] : 0) + (y[i] > 0 ? dy[i] : 0);
        }
    }

    /// <inheritdoc cref="Reference.Activations.Tanh"/>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> y)
    {
        var vx = MemoryMarshal.Cast<float, Vector<float>>(x);
        var vy = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (var i = 0; i < vx.Length; i++)
        {
            vy[i] = Tanh(vx[i]);
        }

        // The rest goes the same way, so that an element's bits do not depend on its place.
        var tail = vx.Length * Vector<float>.Count;
        Span<float> rest = stackalloc float[Vector<float>.Count];
        x[tail..].CopyTo(rest);
        Tanh(new Vector<float>(rest)).CopyTo(rest);
        rest[..(x.Length - tail)].CopyTo(y[tail..]);
    }

    /// <summary>x·P(x²)/Q(x²), of all such functions with P and Q of degree 4 the one whose largest relative error over [-9, 9]
    /// is least:
    /// 2·10⁻⁸, less than rounding adds. Beyond 9 the nearest float to tanh is 1. A quotient of exponentials would lose its digits
    /// near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // a call would load every constant again
    private static Vector<float> Tanh(Vector<float> x)
    {
        x = Clamp(x, new Vector<float>(9));
        var u = x * x;
        var p = new Vector<float>(1.33536534744e-8f);
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(2.06083431227e-5f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(0.00349554326959f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(0.133809881228f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(0.999999979572f));
        var q = new Vector<float>(7.77614142867e-7f);
        q = Vector.MultiplyAddEstimate(q, u, new Vector<float>(0.000328556128257f));
        q = Vector.MultiplyAddEstimate(q, u, new Vector<float>(0.0258768121784f));
        q = Vector.MultiplyAddEstimate(q, u, new Vector<float>(0.467143037566f));
        q = Vector.MultiplyAddEstimate(q, u, Vector<float>.One);
        return Clamp(x * p / q, Vector<float>.One);
    }

    /// <summary>x in [-limit, limit]. Half the time of Vector.Clamp; NaN stays because processors give the right operand or NaN
    /// itself.</summary>
    private static Vector<float> Clamp(Vector<float> x, Vector<float> limit) =>
        Vector.MinNative(limit, Vector.MaxNative(-limit, x));

    /// <inheritdoc cref="Reference.Activations.TanhBackward"/>
    public static void TanhBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate = true)
    {
        var vy = Vectors.Of(y);
        var vdy = Vectors.Of(dy);
        var vdx = Vectors.Of(dx);
        for (var i = 0; i < vy.Length; i++)
        {
            var gradient = (Vector512<float>.One - (vy[i] * vy[i])) * vdy[i];
            vdx[i] = accumulate ? vdx[i] + gradient : gradient;
        }

        for (var i = Vectors.Tail(y.Length); i < y.Length; i++)
        {
            dx[i] = (accumulate ? dx[i] : 0) + ((1 - (y[i] * y[i])) * dy[i]);
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
                throw new ArgumentException(
                    $"Row {start / columns} is masked everywhere; softmax needs one entry above -infinity.", nameof(x));
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
