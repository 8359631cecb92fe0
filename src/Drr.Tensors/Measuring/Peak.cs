using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Measuring;

/// <summary>What one core of this machine can do at best. Shares of it can be compared between machines and between
/// hours; times cannot.</summary>
/// <remarks>Measured now and again during a run, since the clock moves; the best measurement counts.</remarks>
public static class Peak
{
    private const int Attempts = 100;
    private static readonly float[] s_source = new float[8192], s_target = new float[8192]; // 64 KB, past the first-level cache

    /// <summary>Operations a second of multiply-adds in registers that wait for nothing but each other,
    /// two operations each.</summary>
    public static double Operations { get; private set; }

    /// <summary>Bytes a second, read and written, of copying arrays that lie in the second-level cache.</summary>
    public static double Bytes { get; private set; }

    /// <summary>Measures both, for some five milliseconds.</summary>
    public static void Observe()
    {
        Operations = Math.Max(Operations, Best(Operate));
        Bytes = Math.Max(Bytes, Best(Copy));
    }

    private static double Best(Func<double> run)
    {
        double best = 0;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var start = Stopwatch.GetTimestamp();
            var amount = run();
            best = Math.Max(best, amount / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static double Copy()
    {
        const int repeats = 10;
        for (var i = 0; i < repeats; i++)
        {
            s_source.CopyTo(s_target, 0);
        }

        return 2.0 * sizeof(float) * s_source.Length * repeats;
    }

    private static double Operate() =>
        Vector512.IsHardwareAccelerated ? Operate<Simd512, Vector512<float>>()
        : Vector256.IsHardwareAccelerated ? Operate<Simd256, Vector256<float>>()
        : Vector128.IsHardwareAccelerated ? Operate<Simd128, Vector128<float>>()
        : Operate<Simd32, float>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Operate<TSimd, TVector>() where TSimd : struct, ISimd<TVector> where TVector : struct
    {
        const int steps = 10_000, sums = 10; // two units, each four or five cycles busy with a multiply-add, want eight or ten
        var x = TSimd.Broadcast(0.5f);
        TVector s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x, s8 = x, s9 = x;
        for (var i = 0; i < steps; i++)
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

        var (low, high) = (TSimd.Add(TSimd.Add(s0, s1), TSimd.Add(s2, s3)), TSimd.Add(TSimd.Add(s4, s5), TSimd.Add(s6, s7)));
        // Stored, or the compiler leaves the work undone
        TSimd.Store(TSimd.Add(TSimd.Add(low, high), TSimd.Add(s8, s9)), ref s_target[0]);
        return 2.0 * sums * TSimd.Count * steps;
    }
}
