using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>One vector against every row of a matrix: A·Bᵀ for so few rows of A that turning B round would cost
/// more than the product.</summary>
internal static class MatMulDots
{
    private static int Count => Vector512<float>.Count;

    /// <summary>c[j] = a·b[j], or c[j] += a·b[j].</summary>
    /// <param name="a">[k], contiguous.</param> <param name="b">[n, k], contiguous.</param>
    /// <param name="k">Length of the dot products.</param>
    /// <param name="n">Rows of B.</param> <param name="c">[n]</param>
    /// <param name="accumulate">Add to c instead of overwriting it.</param>
    /// <remarks>The bits of an element are those of <see cref="Reductions.Dot"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ref float a, ref float b, int k, int n, ref float c, bool accumulate)
    {
        nint j = 0;
        for (; k >= Count && j <= n - 4; j += 4)
        {
            ref var row = ref Unsafe.Add(ref b, j * k);
            Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            if (k % Count is > 0 and var rest)
            {
                var x = Vectors.Rest(ref a, k, rest);
                sum0 = x * Vectors.Rest(ref row, k, rest);
                sum1 = x * Vectors.Rest(ref Unsafe.Add(ref row, k), k, rest);
                sum2 = x * Vectors.Rest(ref Unsafe.Add(ref row, 2 * k), k, rest);
                sum3 = x * Vectors.Rest(ref Unsafe.Add(ref row, 3 * k), k, rest);
            }

            for (nint p = 0; p <= k - Count; p += Count)
            {
                var x = Load(ref a, p);
                sum0 = Fused.MultiplyAdd(x, Load(ref row, p), sum0);
                sum1 = Fused.MultiplyAdd(x, Load(ref row, p + k), sum1);
                sum2 = Fused.MultiplyAdd(x, Load(ref row, p + (2 * k)), sum2);
                sum3 = Fused.MultiplyAdd(x, Load(ref row, p + (3 * k)), sum3);
            }

            Put(Vectors.Sum(sum0), ref Unsafe.Add(ref c, j), accumulate);
            Put(Vectors.Sum(sum1), ref Unsafe.Add(ref c, j + 1), accumulate);
            Put(Vectors.Sum(sum2), ref Unsafe.Add(ref c, j + 2), accumulate);
            Put(Vectors.Sum(sum3), ref Unsafe.Add(ref c, j + 3), accumulate);
        }

        var vector = MemoryMarshal.CreateReadOnlySpan(ref a, k);
        for (; j < n; j++)
        {
            var row = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref b, j * k), k);
            Put(Reductions.Dot(vector, row), ref Unsafe.Add(ref c, j), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float source, nint offset) => Vector512.LoadUnsafe(ref source, (nuint)offset);

    private static void Put(float dot, ref float c, bool accumulate) => c = accumulate ? c + dot : dot;
}
