using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>The three matrix products of a dense layer; row-major. Plain version: <see cref="Reference.MatMul"/>.</summary>
/// <remarks>Fixed summation order. C must not overlap A or B.</remarks>
public static class MatMul
{
    /// <inheritdoc cref="Reference.MatMul.AB"/>
    public static void AB(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        if (n == 1)
        {
            ABt(b, a, 1, k, m, c, accumulate); // a column lies in memory as a row does
            return;
        }

        Product(Matrix(a[..(m * k)], k, 1), Matrix(b[..(k * n)], n, 1), m, k, n, c[..(m * n)], new MatMulStore(accumulate));
    }

    /// <inheritdoc cref="Reference.MatMul.Affine"/>
    /// <remarks>The bits are those of <see cref="AB"/> and of passes for bias and ReLU after it.</remarks>
    public static void Affine(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, int m, int k, int n, Span<float> c,
        bool accumulate = false, bool relu = false)
    {
        if (n > 1 && k > 0)
        {
            var store = new MatMulStore(accumulate, ref MemoryMarshal.GetReference(bias[..n]), relu);
            Product(Matrix(a[..(m * k)], k, 1), Matrix(b[..(k * n)], n, 1), m, k, n, c[..(m * n)], store);
            return;
        }

        AB(a, b, m, k, n, c, accumulate); // one column, or no product at all
        for (var i = 0; i < m * n; i++)
        {
            c[i] += bias[i % n];
            c[i] = relu ? MathF.Max(c[i], 0) : c[i];
        }
    }

    /// <inheritdoc cref="Reference.MatMul.ABt"/>
    public static void ABt(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        if (n == 1 && m > 1)
        {
            ABt(b, a, 1, k, m, c, accumulate); // a dot product is the same from either side
            return;
        }

        Product(Matrix(a[..(m * k)], k, 1), Matrix(b[..(k * n)], 1, k), m, k, n, c[..(m * n)], new MatMulStore(accumulate));
    }

    /// <inheritdoc cref="Reference.MatMul.AtB"/>
    public static void AtB(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false)
    {
        if (n == 1)
        {
            AB(b, a, 1, k, m, c, accumulate);
            return;
        }

        Product(Matrix(a[..(m * k)], 1, m), Matrix(b[..(k * n)], n, 1), m, k, n, c[..(m * n)], new MatMulStore(accumulate));
    }

    /// <summary>C = A·B, stored as <paramref name="store"/> says, for operands of any layout; the caller has
    /// checked the lengths.</summary>
    internal static void Product(Strided a, Strided b, int m, int k, int n, Span<float> c, MatMulStore store)
    {
        if (k == 0)
        {
            if (!store.Accumulate)
            {
                c.Clear();
            }

            return;
        }

        if (Vector512.IsHardwareAccelerated)
        {
            MatMulBlocks<Simd512, Vector512<float>>.Run(a, b, m, k, n, Matrix(c, n, 1), store);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            MatMulBlocks<Simd256, Vector256<float>>.Run(a, b, m, k, n, Matrix(c, n, 1), store);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            MatMulBlocks<Simd128, Vector128<float>>.Run(a, b, m, k, n, Matrix(c, n, 1), store);
        }
        else
        {
            MatMulBlocks<Simd32, float>.Run(a, b, m, k, n, Matrix(c, n, 1), store);
        }
    }

    internal static Strided Matrix(ReadOnlySpan<float> values, nint row, nint column) =>
        new(ref MemoryMarshal.GetReference(values), row, column);
}

/// <summary>A matrix as it lies in memory: element (i, j) is at i·Row + j·Column from the origin. Swapping the two
/// distances transposes it.</summary>
/// <remarks>Not bounds-checked: the code that creates one has checked the lengths.</remarks>
internal readonly ref struct Strided(ref float origin, nint row, nint column)
{
    private readonly ref float _origin = ref origin;

    public nint Row { get; } = row;

    public nint Column { get; } = column;

    public ref float this[nint i, nint j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _origin, (i * Row) + (j * Column));
    }

    /// <summary>The part from (i, j) on.</summary>
    public Strided From(nint i, nint j) => new(ref this[i, j], Row, Column);
}
