using Drr.Tensors.Kernels;

namespace Drr.Agent.LinearAlgebra;

/// <summary>The inverse of a symmetric positive definite matrix, computed almost entirely by matrix products.</summary>
/// <remarks>The sweep operator (Goodnight 1979) on blocks K of rows and columns: with D = A_KK⁻¹ and E = A[:, K] it turns A into
/// A - E·D·Eᵀ, but for A[:, K] = E·D and A_KK = -D. When every block has been swept, A is -A⁻¹.</remarks>
internal static class SymmetricInverse
{
    private const int Block = 128, RowsAtOnce = 1024; // rows between two checks for cancellation

    /// <summary>Replaces a matrix by its inverse.</summary>
    /// <param name="a">[n, n]</param> <param name="n">Rows.</param>
    /// <param name="cancellation">Stops, with the matrix in an intermediate state.</param>
    /// <exception cref="InvalidOperationException">It is not positive definite.</exception>
    public static void Invert(Span<float> a, int n, CancellationToken cancellation = default)
    {
        for (var first = 0; first < n; first += Block)
        {
            Sweep(a, n, first, Math.Min(Block, n - first), cancellation);
        }

        Arithmetic.Scale(a, -1, a);
    }

    private static void Sweep(Span<float> a, int n, int first, int width, CancellationToken cancellation)
    {
        var (e, f, minusE) = (new float[n * width], new float[n * width], new float[n * width]);
        Rows.AddColumns(a, n, first, n, width, e);
        var d = e.AsSpan(first * width, width * width).ToArray();
        InvertSmall(d, width);
        MatMul.AB(e, d, n, width, width, f); // E·D
        Arithmetic.Scale(e, -1, minusE);
        for (var row = 0; row < n; row += RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = Math.Min(RowsAtOnce, n - row);
            MatMul.ABt(f.AsSpan(row * width), minusE, rows, width, n, a[(row * n)..], accumulate: true);
        }

        Arithmetic.Scale(d, -1, f.AsSpan(first * width, width * width));
        Rows.CopyColumns(f, n, width, a, n, first);
        for (var column = 0; column < width; column++)
        {
            for (var row = 0; row < n; row++)
            {
                a[((first + column) * n) + row] = f[(row * width) + column];
            }
        }
    }

    /// <summary>The same with blocks of one.</summary>
    private static void InvertSmall(Span<float> a, int n)
    {
        var column = new float[n];
        for (var k = 0; k < n; k++)
        {
            var pivot = a[(k * n) + k];
            if (!(pivot > 0))
            {
                throw new InvalidOperationException($"Not positive definite: {pivot} on the diagonal; use a larger penalty.");
            }

            a.Slice(k * n, n).CopyTo(column); // symmetric, so row k is column k
            for (var i = 0; i < n; i++)
            {
                Arithmetic.AddScaled(column, -column[i] / pivot, a.Slice(i * n, n));
            }

            for (var i = 0; i < n; i++) // the loop above does not hold for row and column k
            {
                a[(i * n) + k] = a[(k * n) + i] = i == k ? -1 / pivot : column[i] / pivot;
            }
        }

        Arithmetic.Scale(a, -1, a);
    }
}
