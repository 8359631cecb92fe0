using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>Sums over vectors and over the rows of a matrix; an empty sum is 0. Plain version:
/// <see cref="Reference.Reductions"/>.</summary>
/// <remarks>A sum over a vector is 16 partial sums, added in one order in the end, however wide the registers are: the bits are
/// the same on all processors.</remarks>
public static class Reductions
{
    /// <inheritdoc cref="Reference.Reductions.Sum"/>
    public static float Sum(ReadOnlySpan<float> x)
    {
        var sums = Vectors.Rest(x);
        foreach (var vector in Vectors.Of(x))
        {
            sums += vector;
        }

        return Vectors.Sum(sums);
    }

    /// <inheritdoc cref="Reference.Reductions.SumOfSquares"/>
    public static float SumOfSquares(ReadOnlySpan<float> x) => Dot(x, x);

    /// <inheritdoc cref="Reference.Reductions.Dot"/>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException(
                $"A dot product needs two vectors of one length, got {x.Length} and {y.Length}.", nameof(y));
        }

        var vx = Vectors.Of(x);
        var vy = Vectors.Of(y);
        var sums = Vectors.Rest(x) * Vectors.Rest(y);
        for (var i = 0; i < vx.Length; i++)
        {
            sums = Fused.MultiplyAdd(vx[i], vy[i], sums);
        }

        return Vectors.Sum(sums);
    }

    /// <inheritdoc cref="Reference.Reductions.SumOverRows"/>
    public static void SumOverRows(ReadOnlySpan<float> x, int rows, int columns, Span<float> y, bool accumulate = false)
    {
        ReadOnlySpan<float> one = [1];
        var matrix = MatMul.Matrix(x[..(rows * columns)], columns, 1);
        var store = new MatMulStore(accumulate);
        MatMul.Product(MatMul.Matrix(one, 0, 0), matrix, 1, rows, columns, y[..columns], store); // a row of ones times x
    }
}
