using System.Numerics.Tensors;

namespace Drr.Tensors.Kernels;

/// <summary>Element-wise arithmetic on vectors of one length; the destination may be one of the sources.</summary>
public static class Arithmetic
{
    /// <inheritdoc cref="Reference.Arithmetic.Add"/>
    public static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => TensorPrimitives.Add(x, y, z);

    /// <inheritdoc cref="Reference.Arithmetic.Multiply"/>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) =>
        TensorPrimitives.Multiply(x, y, z);

    /// <inheritdoc cref="Reference.Arithmetic.Divide"/>
    public static void Divide(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => TensorPrimitives.Divide(x, y, z);

    /// <inheritdoc cref="Reference.Arithmetic.Scale"/>
    public static void Scale(ReadOnlySpan<float> x, float factor, Span<float> y) => TensorPrimitives.Multiply(x, factor, y);

    /// <inheritdoc cref="Reference.Arithmetic.AddScaled"/>
    public static void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> y) =>
        TensorPrimitives.MultiplyAdd(x, factor, y, y);

    /// <inheritdoc cref="Reference.Arithmetic.AddProduct"/>
    public static void AddProduct(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) =>
        TensorPrimitives.MultiplyAdd(x, y, z, z);
}
