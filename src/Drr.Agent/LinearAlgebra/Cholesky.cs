using Drr.Tensors.Kernels;

namespace Drr.Agent.LinearAlgebra;

/// <summary>Linear equations with a symmetric positive definite matrix A [n, n], through A = L·Lᵀ.</summary>
internal static class Cholesky
{
    /// <summary>Computes L in place, below and on the diagonal of A; what is above the diagonal is
    /// neither read nor written.</summary>
    /// <exception cref="InvalidOperationException">A is not positive definite.</exception>
    internal static void Factor(Span<float> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.Slice(i * n, n);
            for (var j = 0; j < i; j++)
            {
                row[j] = (row[j] - Reductions.Dot(row[..j], a.Slice(j * n, j))) / a[(j * n) + j];
            }

            var pivot = row[i] - Reductions.SumOfSquares(row[..i]);
            row[i] = pivot > 0
                ? MathF.Sqrt(pivot)
                : throw new InvalidOperationException(
                    $"A matrix of width {n} is not positive definite at row {i + 1}; use a larger penalty or noise.");
        }
    }

    /// <summary>Solves L·Lᵀ·x = x in place.</summary>
    internal static void Solve(ReadOnlySpan<float> l, int n, Span<float> x)
    {
        for (var i = 0; i < n; i++)
        {
            x[i] = (x[i] - Reductions.Dot(l.Slice(i * n, i), x[..i])) / l[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            x[i] /= l[(i * n) + i];
            Arithmetic.AddScaled(l.Slice(i * n, i), -x[i], x[..i]); // column i of Lᵀ is row i of L
        }
    }
}
