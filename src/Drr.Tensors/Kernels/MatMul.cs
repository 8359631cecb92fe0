using System.Numerics.Tensors;

namespace Drr.Tensors.Kernels;

/// <summary>The three matrix products of a dense layer; row-major. Plain version: <see cref="Reference.MatMul"/>.</summary>
public static class MatMul
{
    /// <inheritdoc cref="Reference.MatMul.AB"/>
    public static void AB(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        for (var i = 0; i < m; i++)
        {
            var row = c.Slice(i * n, n);
            if (!accumulate)
            {
                row.Clear();
            }

            for (var p = 0; p < k; p++)
            {
                TensorPrimitives.MultiplyAdd(b.Slice(p * n, n), a[(i * k) + p], row, row);
            }
        }
    }

    /// <inheritdoc cref="Reference.MatMul.ABt"/>
    public static void ABt(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var dot = TensorPrimitives.Dot(a.Slice(i * k, k), b.Slice(j * k, k));
                c[(i * n) + j] = accumulate ? c[(i * n) + j] + dot : dot;
            }
        }
    }

    /// <inheritdoc cref="Reference.MatMul.AtB"/>
    public static void AtB(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        if (!accumulate)
        {
            c[..(m * n)].Clear();
        }

        for (var p = 0; p < k; p++)
        {
            for (var i = 0; i < m; i++)
            {
                TensorPrimitives.MultiplyAdd(b.Slice(p * n, n), a[(p * m) + i], c.Slice(i * n, n), c.Slice(i * n, n));
            }
        }
    }
}
