using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Bench;

/// <summary>What one core of this machine can do at best, measured now and again during a run; the best measurement counts.</summary>
public static class Peak
{
    private static readonly float[] s_source = new float[8192], s_target = new float[8192]; // 64 KB together: past the first-level cache

    /// <summary>Operations a second of multiply-adds that wait for nothing but each other, two operations each.</summary>
    public static double Operations { get; private set; }

    /// <summary>Bytes a second, read and written, of copying arrays that lie in the second-level cache.</summary>
    public static double Bytes { get; private set; }

    /// <summary>Measures both for about ten milliseconds.</summary>
    public static void Observe()
    {
        Operations = Math.Max(Operations, Best(Operate, 1));
        Bytes = Math.Max(Bytes, Best(() => { s_source.CopyTo(s_target, 0); return 2.0 * sizeof(float) * s_source.Length; }, 20));
    }

    private static double Operate() =>
        Vector512.IsHardwareAccelerated ? Operate<Simd512, Vector512<float>>()
        : Vector256.IsHardwareAccelerated ? Operate<Simd256, Vector256<float>>()
        : Vector128.IsHardwareAccelerated ? Operate<Simd128, Vector128<float>>()
        : Operate<Simd32, float>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Operate<TSimd, TVector>() where TSimd : struct, ISimd<TVector> where TVector : struct
    {
        const int Steps = 10_000;
        var x = TSimd.Broadcast(0.5f);
        // Ten sums, as many as wait for one another, that start apart so that the compiler does not see one in two.
        TVector s0 = TSimd.Broadcast(0), s1 = TSimd.Broadcast(1), s2 = TSimd.Broadcast(2), s3 = TSimd.Broadcast(3), s4 = TSimd.Broadcast(4);
        TVector s5 = TSimd.Broadcast(5), s6 = TSimd.Broadcast(6), s7 = TSimd.Broadcast(7), s8 = TSimd.Broadcast(8), s9 = TSimd.Broadcast(9);
        for (var i = 0; i < Steps; i++)
        {
            s0 = TSimd.MultiplyAdd(x, x, s0);
            s1 = TSimd.MultiplyAdd(x, x, s1);
            s2 = TSimd.MultiplyAdd(x, x, s2);
            s3 = TSimd.MultiplyAdd(x, x, s3);
            s4 = TSimd.MultiplyAdd(x, x, s4);
            s5 = TSimd.MultiplyAdd(x, x, s5);
            s6 = TSimd.MultiplyAdd(x, x, s6);
            s7 = TSimd.MultiplyAdd(x, x, s7);
            s8 = TSimd.MultiplyAdd(x, x, s8);
            s9 = TSimd.MultiplyAdd(x, x, s9);
        }

        var sum = TSimd.Add(TSimd.Add(TSimd.Add(s0, s1), TSimd.Add(s2, s3)), TSimd.Add(TSimd.Add(s4, s5), TSimd.Add(s6, TSimd.Add(s7, TSimd.Add(s8, s9)))));
        s_target[0] = TSimd.Sum(sum); // or the compiler drops the loop
        return 2.0 * 10 * TSimd.Count * Steps;
    }

    private static double Best(Func<double> run, int repeats)
    {
        double best = 0;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var start = Stopwatch.GetTimestamp();
            double amount = 0;
            for (var i = 0; i < repeats; i++)
            {
                amount += run();
            }

            best = Math.Max(best, amount / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
