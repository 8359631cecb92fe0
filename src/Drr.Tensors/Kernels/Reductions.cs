using System.Numerics.Tensors;

namespace Drr.Tensors.Kernels;

/// <summary>Sums over vectors and over the rows of a matrix; an empty sum is 0. Plain version:
/// <see cref="Reference.Reductions"/>.</summary>
public static class Reductions
{
    /// <inheritdoc cref="Reference.Reductions.Sum"/>
    public static float Sum(ReadOnlySpan<float> x) => TensorPrimitives.Sum(x);

    /// <inheritdoc cref="Reference.Reductions.SumOfSquares"/>
    public static float SumOfSquares(ReadOnlySpan<float> x) => TensorPrimitives.SumOfSquares(x);

    /// <inheritdoc cref="Reference.Reductions.Dot"/>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => TensorPrimitives.Dot(x, y);

    /// <inheritdoc cref="Reference.Reductions.SumOverRows"/>
    public static void SumOverRows(ReadOnlySpan<float> x, int rows, int columns, Span<float> y, bool accumulate = false)
    {
        ReadOnlySpan<float> one = [1];
        var matrix = MatMul.Matrix(x[..(rows * columns)], columns, 1);
        var store = new MatMulStore(accumulate);
        MatMul.Product(MatMul.Matrix(one, 0, 0), matrix, 1, rows, columns, y[..columns], store); // a row of ones times x
    }
}
