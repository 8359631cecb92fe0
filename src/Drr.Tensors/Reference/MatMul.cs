namespace Drr.Tensors.Reference;

/// <summary>The three matrix products of a dense layer as plain loops; row-major.</summary>
public static class MatMul
{
    /// <summary>C = A·B, or C += A·B: the forward pass.</summary>
    /// <param name="a">[m, k]</param> <param name="b">[k, n]</param> <param name="m">Rows of A.</param>
    /// <param name="k">Columns of A.</param>
    /// <param name="n">Columns of B.</param> <param name="c">[m, n]</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void AB(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        for (var ij = 0; ij < m * n; ij++)
        {
            var (i, j) = (ij / n, ij % n);
            double sum = accumulate ? c[ij] : 0;
            for (var p = 0; p < k; p++)
            {
                sum += (double)a[(i * k) + p] * b[(p * n) + j];
            }

            c[ij] = (float)sum;
        }
    }

    /// <summary>C = f(A·B + bias), or C = f(C + A·B + bias), with f = max(x, 0) or nothing: a dense layer.</summary>
    /// <param name="a">[m, k]</param> <param name="b">[k, n]</param> <param name="bias">[n], added to every row.</param>
    /// <param name="m">Rows of A.</param>
    /// <param name="k">Columns of A.</param>
    /// <param name="n">Columns of B.</param> <param name="c">[m, n]</param>
    /// <param name="accumulate">Begin with what is in C.</param> <param name="relu">Whether f is max(x, 0).</param>
    public static void Affine(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, int m, int k, int n, Span<float> c,
        bool accumulate = false, bool relu = false)
    {
        AB(a, b, m, k, n, c, accumulate);
        for (var ij = 0; ij < m * n; ij++)
        {
            var y = c[ij] + bias[ij % n];
            c[ij] = relu ? MathF.Max(y, 0) : y;
        }
    }

    /// <summary>C = A·Bᵀ, or C += A·Bᵀ: every row of A against every row of B; the gradient of the input.</summary>
    /// <param name="a">[m, k]</param> <param name="b">[n, k]</param> <param name="m">Rows of A.</param>
    /// <param name="k">Columns of A and B.</param>
    /// <param name="n">Rows of B.</param> <param name="c">[m, n]</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void ABt(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        for (var ij = 0; ij < m * n; ij++)
        {
            var (i, j) = (ij / n, ij % n);
            double sum = accumulate ? c[ij] : 0;
            for (var p = 0; p < k; p++)
            {
                sum += (double)a[(i * k) + p] * b[(j * k) + p];
            }

            c[ij] = (float)sum;
        }
    }

    /// <summary>C = Aᵀ·B, or C += Aᵀ·B: the gradient of the weights.</summary>
    /// <param name="a">[k, m]</param> <param name="b">[k, n]</param> <param name="m">Columns of A.</param>
    /// <param name="k">Rows of A and B.</param>
    /// <param name="n">Columns of B.</param> <param name="c">[m, n]</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void AtB(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        for (var ij = 0; ij < m * n; ij++)
        {
            var (i, j) = (ij / n, ij % n);
            double sum = accumulate ? c[ij] : 0;
            for (var p = 0; p < k; p++)
            {
                sum += (double)a[(p * m) + i] * b[(p * n) + j];
            }

            c[ij] = (float)sum;
        }
    }
}
