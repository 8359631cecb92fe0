using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>Non-linearities and their derivatives, written in terms of the result y where y fixes them; dx is added to, or
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
        var from = Vectors.Of(x);
        var to = Vectors.Of(y);
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = Tanh(from[i]);
        }

        // The rest goes the same way, so that an element's bits do not depend on its place.
        var tail = Vectors.Tail(x.Length);
        Span<float> rest = stackalloc float[Vector512<float>.Count];
        x[tail..].CopyTo(rest);
        Tanh(Vector512.Create<float>(rest)).CopyTo(rest);
        rest[..(x.Length - tail)].CopyTo(y[tail..]);
    }

    /// <summary>x·P(x²)/Q(x²), of all such functions with P and Q of degree 4 the one whose largest relative error over [-9, 9]
    /// is least: 2·10⁻⁸, less than rounding adds. Beyond 9 the nearest float to tanh is 1. A quotient of exponentials would
    /// lose its digits near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // a call would load every constant again
    private static Vector512<float> Tanh(Vector512<float> x)
    {
        x = Clamp(x, Vector512.Create(9f));
        var u = x * x;
        var p = Vector512.Create(1.33536534744e-8f);
        p = Fused.MultiplyAdd(p, u, Vector512.Create(2.06083431227e-5f));
        p = Fused.MultiplyAdd(p, u, Vector512.Create(0.00349554326959f));
        p = Fused.MultiplyAdd(p, u, Vector512.Create(0.133809881228f));
        p = Fused.MultiplyAdd(p, u, Vector512.Create(0.999999979572f));
        var q = Vector512.Create(7.77614142867e-7f);
        q = Fused.MultiplyAdd(q, u, Vector512.Create(0.000328556128257f));
        q = Fused.MultiplyAdd(q, u, Vector512.Create(0.0258768121784f));
        q = Fused.MultiplyAdd(q, u, Vector512.Create(0.467143037566f));
        q = Fused.MultiplyAdd(q, u, Vector512<float>.One);
        return Clamp(x * p / q, Vector512<float>.One);
    }

    /// <summary>x in [-limit, limit]. Half the time of Vector512.Clamp; NaN stays because processors give the right
    /// operand or NaN itself.</summary>
    private static Vector512<float> Clamp(Vector512<float> x, Vector512<float> limit) =>
        Vector512.MinNative(limit, Vector512.MaxNative(-limit, x));

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
            Exp(row);
            TensorPrimitives.Multiply(row, 1 / Reductions.Sum(row), row);
        }
    }

    /// <summary>x = eˣ for numbers up to 0, in place.</summary>
    private static void Exp(Span<float> x)
    {
        foreach (ref var vector in Vectors.Of(x))
        {
            vector = Exp(vector);
        }

        var tail = x[Vectors.Tail(x.Length)..];
        Span<float> rest = stackalloc float[Vector512<float>.Count];
        tail.CopyTo(rest);
        Exp(Vector512.Create<float>(rest)).CopyTo(rest);
        rest[..tail.Length].CopyTo(tail);
    }

    /// <summary>2ⁿ·eʳ with x = n·ln 2 + r, |r| at most ln 2 / 2, and Taylor's series up to r⁷, whose error is below 10⁻⁸. Results
    /// that would not be normal numbers, below 10⁻³⁷, are 0.</summary>
    private static Vector512<float> Exp(Vector512<float> x)
    {
        var n = Vector512.Round(x * 1.44269504f);
        var r = Fused.MultiplyAdd(n, Vector512.Create(-0.693359375f), x); // ln 2 in two parts: n times the first is exact
        r = Fused.MultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        var p = Vector512.Create(1 / 5040f);
        p = Fused.MultiplyAdd(p, r, Vector512.Create(1 / 720f));
        p = Fused.MultiplyAdd(p, r, Vector512.Create(1 / 120f));
        p = Fused.MultiplyAdd(p, r, Vector512.Create(1 / 24f));
        p = Fused.MultiplyAdd(p, r, Vector512.Create(1 / 6f));
        p = Fused.MultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Fused.MultiplyAdd(p, r, Vector512<float>.One);
        p = Fused.MultiplyAdd(p, r, Vector512<float>.One);
        var power = ((Vector512.ConvertToInt32(n) + Vector512.Create(127)) << 23).AsSingle(); // 2ⁿ, by the bits of its exponent
        return Vector512.AndNot(p * power, Vector512.LessThan(x, Vector512.Create(-86f)));
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
