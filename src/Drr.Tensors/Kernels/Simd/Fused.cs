using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Drr.Tensors.Kernels.Simd;

/// <summary>x·y + z, rounded once on every processor, also on those that have no such instruction (virtual machines often show no
/// AVX2): the same bits, slower.</summary>
internal static class Fused
{
    private static bool IsHardware => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>x·y + z, 16 at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        IsHardware ? Vector512.FusedMultiplyAdd(x, y, z) : Quarters(x, y, z);

    /// <summary>x·y + z, four at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        IsHardware || !Vector128.IsHardwareAccelerated ? Vector128.FusedMultiplyAdd(x, y, z) : Software(x, y, z);

    /// <summary>x·y + z without the instruction.</summary>
    internal static Vector128<float> Software(Vector128<float> x, Vector128<float> y, Vector128<float> z)
    {
        var ((x0, x1), (y0, y1), (z0, z1)) = (Vector128.Widen(x), Vector128.Widen(y), Vector128.Widen(z));
        return Vector128.Narrow(RoundedToOdd(x0, y0, z0), RoundedToOdd(x1, y1, z1));
    }

    /// <summary>In double precision the product of two floats is exact, but rounding the sum twice, to a double and then to a
    /// float, can end beside the float that rounding once gives. Not if the first rounding is to odd: an inexact sum gets the
    /// neighbour whose last bit is 1, which never lies half way between two floats (Boldo and Melquiond 2008).</summary>
    private static Vector128<double> RoundedToOdd(Vector128<double> x, Vector128<double> y, Vector128<double> z)
    {
        var product = x * y;
        var sum = product + z;
        var part = sum - product;
        var error = (product - (sum - part)) + (z - part); // exactly what rounding took away (Knuth's two-sum)
        var inexact = Vector128.GreaterThan(Vector128.Abs(error), Vector128<double>.Zero).AsInt64(); // not where it is no number
        var even = Vector128.Equals(sum.AsInt64() & Vector128<long>.One, Vector128<long>.Zero);
        var opposite = (sum.AsInt64() ^ error.AsInt64()) >>> 63; // 1 if the exact sum lies nearer to 0
        return (sum.AsInt64() + ((Vector128<long>.One - opposite - opposite) & even & inexact)).AsDouble();
    }

    private static Vector512<float> Quarters(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.Create(
        Halves(x.GetLower(), y.GetLower(), z.GetLower()), Halves(x.GetUpper(), y.GetUpper(), z.GetUpper()));

    private static Vector256<float> Halves(Vector256<float> x, Vector256<float> y, Vector256<float> z) => Vector256.Create(
        MultiplyAdd(x.GetLower(), y.GetLower(), z.GetLower()), MultiplyAdd(x.GetUpper(), y.GetUpper(), z.GetUpper()));
}
