using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Drr.Tensors.Kernels.Simd;

/// <summary>Eight floats in each of 16 registers: AVX2.</summary>
internal readonly struct Simd256 : ISimd<Vector256<float>>
{
    public static int Count => 8;

    public static int TileRows => 6;

    public static Vector256<float> Load(ref readonly float source) => Vector256.LoadUnsafe(in source);

    public static void Store(Vector256<float> x, ref float destination) => x.StoreUnsafe(ref destination);

    public static Vector256<float> Broadcast(float x) => Vector256.Create(x);

    public static Vector256<float> Add(Vector256<float> x, Vector256<float> y) => x + y;

    public static Vector256<float> Max(Vector256<float> x, Vector256<float> y) => Vector256.Max(x, y);

    public static Vector256<float> ZeroFirst(Vector256<float> x, int count) =>
        Vector256.AndNot(x, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle());

    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> z) =>
        Vector256.FusedMultiplyAdd(x, y, z);

    /// <remarks>As <see cref="Simd512.Transpose"/>, with two lanes.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        var row0 = Lanes(ref source, 4 * sourceStride);
        var row1 = Lanes(ref Unsafe.Add(ref source, sourceStride), 4 * sourceStride);
        var row2 = Lanes(ref Unsafe.Add(ref source, 2 * sourceStride), 4 * sourceStride);
        var row3 = Lanes(ref Unsafe.Add(ref source, 3 * sourceStride), 4 * sourceStride);
        var (low01, high01) = (Avx.UnpackLow(row0, row1), Avx.UnpackHigh(row0, row1));
        var (low23, high23) = (Avx.UnpackLow(row2, row3), Avx.UnpackHigh(row2, row3));
        Avx.Shuffle(low01, low23, 0b01_00_01_00).StoreUnsafe(ref destination);
        Avx.Shuffle(low01, low23, 0b11_10_11_10).StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        Avx.Shuffle(high01, high23, 0b01_00_01_00).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        Avx.Shuffle(high01, high23, 0b11_10_11_10).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Lanes(ref float source, nint stride) =>
        Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, stride)));
}
