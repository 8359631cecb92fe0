using Drr.Tensors;
using Drr.Tensors.Kernels;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Agent.LinearAlgebra;

/// <summary>The largest singular values and right singular vectors of a sparse matrix.</summary>
/// <remarks>Randomised subspace iteration on BᵀB (Halko, Martinsson and Tropp 2011, algorithm 4.4) with
/// a Rayleigh-Ritz step.</remarks>
internal static class TruncatedSvd
{
    /// <summary>V and the diagonal of S in B = W·S·Vᵀ; beyond the rank of B both are zero.</summary>
    /// <param name="b">[rows, columns]</param> <param name="size">How many.</param>
    /// <param name="oversampling">Extra directions in the iteration beyond those kept, 0 or more.</param>
    /// <param name="passes">Of the iteration, 1 or more.</param> <param name="rng">The directions that it starts from.</param>
    /// <param name="progress">Called after each pass with the share of B, by Frobenius norm, outside of the directions.</param>
    /// <param name="cancellation">Stops between two columns or rows.</param>
    /// <returns>V [columns, size], S [size] descending.</returns>
    internal static (Tensor V, float[] S) Of(
        SparseMatrix b, int size, int oversampling, int passes, Rng rng, Action<int, double>? progress,
        CancellationToken cancellation)
    {
        var (transposed, width) = (b.Transpose(), size + oversampling);
        var (q, w) = (new float[b.ColumnCount * width], new float[b.RowCount * width]);
        foreach (ref var value in q.AsSpan())
        {
            value = (float)rng.NextGaussian();
        }

        for (var pass = 1; ; pass++)
        {
            Orthonormalize(q, b.ColumnCount, width, cancellation);
            b.Multiply(q, width, w, cancellation); // W = B·Q
            var outside = 1 - (Reductions.SumOfSquares(w) / b.SumOfSquares);
            progress?.Invoke(pass, Math.Sqrt(Math.Max(outside, 0)));
            if (pass == passes)
            {
                return Rotate(q, w, b.ColumnCount, b.RowCount, width, size);
            }

            transposed.Multiply(w, width, q, cancellation); // Q = BᵀB·Q
        }
    }

    /// <summary>Rotates Q so that the columns of B·Q are orthogonal, and keeps the longest.</summary>
    private static (Tensor V, float[] S) Rotate(float[] q, float[] w, int columns, int rows, int width, int size)
    {
        var gram = new float[width * width];
        MatMul.AtB(w, w, width, rows, width, gram);
        var eigen = Matrix<double>.Build.Dense(width, width, (i, j) => gram[(i * width) + j]).Evd(Symmetricity.Symmetric);
        var (rotation, s) = (new float[width * size], new float[size]);
        for (var j = 0; j < size; j++)
        {
            var source = width - 1 - j; // MathNet sorts ascending
            s[j] = (float)Math.Sqrt(Math.Max(eigen.EigenValues[source].Real, 0));
            for (var i = 0; i < width; i++)
            {
                rotation[(i * size) + j] = (float)eigen.EigenVectors[i, source];
            }
        }

        var v = new Tensor(new Shape(columns, size));
        MatMul.AB(q, rotation, columns, width, size, v.Span);
        return (v, s);
    }

    /// <summary>Makes the columns of Q orthonormal (Gram and Schmidt, each column twice: "twice is enough"); those that depend on
    /// earlier ones become zero.</summary>
    private static void Orthonormalize(float[] q, int rows, int columns, CancellationToken cancellation)
    {
        var transposed = new float[q.Length]; // columns must be contiguous for the kernels
        Transpose(q, rows, columns, transposed);
        for (var j = 0; j < columns; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            var y = transposed.AsSpan(j * rows, rows);
            var before = Reductions.SumOfSquares(y);
            for (var i = 0; i < 2 * j; i++)
            {
                var x = transposed.AsSpan(i % j * rows, rows);
                Arithmetic.AddScaled(x, -Reductions.Dot(x, y), y);
            }

            var after = Reductions.SumOfSquares(y);
            Arithmetic.Scale(y, after > 1e-10f * before ? 1 / MathF.Sqrt(after) : 0, y);
        }

        Transpose(transposed, columns, rows, q);
    }

    private static void Transpose(ReadOnlySpan<float> x, int rows, int columns, Span<float> y)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                y[(j * rows) + i] = x[(i * columns) + j];
            }
        }
    }
}
