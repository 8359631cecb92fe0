using System.Runtime.CompilerServices;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>One vector against every row of a matrix: A·Bᵀ for so few rows of A that turning B round would cost more than the
/// product.</summary>
internal static class MatMulDots<TSimd, TVector> where TSimd : struct, ISimd<TVector> where TVector : struct
{
    /// <summary>c[j] = a·b[j], or c[j] += a·b[j].</summary>
    /// <param name="a">[k], contiguous.</param> <param name="b">[n, k], contiguous.</param>
    /// <param name="k">Length of the dot products.</param>
    /// <param name="n">Rows of B.</param> <param name="c">[n]</param>
    /// <param name="accumulate">Add to c instead of overwriting it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ref float a, ref float b, int k, int n, ref float c, bool accumulate)
    {
        nint j = 0;
        for (; j <= n - 4; j += 4)
        {
            ref var row = ref Unsafe.Add(ref b, j * k);
            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            nint p = 0;
            for (; p <= k - TSimd.Count; p += TSimd.Count)
            {
                var x = TSimd.Load(ref Unsafe.Add(ref a, p));
                sum0 = TSimd.MultiplyAdd(x, TSimd.Load(ref Unsafe.Add(ref row, p)), sum0);
                sum1 = TSimd.MultiplyAdd(x, TSimd.Load(ref Unsafe.Add(ref row, p + k)), sum1);
                sum2 = TSimd.MultiplyAdd(x, TSimd.Load(ref Unsafe.Add(ref row, p + (2 * k))), sum2);
                sum3 = TSimd.MultiplyAdd(x, TSimd.Load(ref Unsafe.Add(ref row, p + (3 * k))), sum3);
            }

            float rest0 = TSimd.Sum(sum0), rest1 = TSimd.Sum(sum1), rest2 = TSimd.Sum(sum2), rest3 = TSimd.Sum(sum3);
            for (; p < k; p++)
            {
                var x = Unsafe.Add(ref a, p);
                rest0 += x * Unsafe.Add(ref row, p);
                rest1 += x * Unsafe.Add(ref row, p + k);
                rest2 += x * Unsafe.Add(ref row, p + (2 * k));
                rest3 += x * Unsafe.Add(ref row, p + (3 * k));
            }

            Put(rest0, ref Unsafe.Add(ref c, j), accumulate);
            Put(rest1, ref Unsafe.Add(ref c, j + 1), accumulate);
            Put(rest2, ref Unsafe.Add(ref c, j + 2), accumulate);
            Put(rest3, ref Unsafe.Add(ref c, j + 3), accumulate);
        }

        for (; j < n; j++)
        {
            Put(Dot(ref a, ref Unsafe.Add(ref b, j * k), k), ref Unsafe.Add(ref c, j), accumulate);
        }
    }

    private static float Dot(ref float a, ref float b, int k)
    {
        TVector sum = default;
        nint p = 0;
        for (; p <= k - TSimd.Count; p += TSimd.Count)
        {
            sum = TSimd.MultiplyAdd(TSimd.Load(ref Unsafe.Add(ref a, p)), TSimd.Load(ref Unsafe.Add(ref b, p)), sum);
        }

        var rest = TSimd.Sum(sum);
        for (; p < k; p++)
        {
            rest += Unsafe.Add(ref a, p) * Unsafe.Add(ref b, p);
        }

        return rest;
    }

    private static void Put(float dot, ref float c, bool accumulate) => c = accumulate ? c + dot : dot;
}
