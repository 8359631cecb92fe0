using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Drr.Tensors.Kernels.Simd;

/// <summary>Sixteen floats in each of 32 registers: AVX-512.</summary>
internal readonly struct Simd512 : ISimd<Vector512<float>>
{
    public static int Count => 16;

    public static int TileRows => 12;

    public static Vector512<float> Load(ref readonly float source) => Vector512.LoadUnsafe(in source);

    public static void Store(Vector512<float> x, ref float destination) => x.StoreUnsafe(ref destination);

    public static Vector512<float> Broadcast(float x) => Vector512.Create(x);

    public static Vector512<float> Add(Vector512<float> x, Vector512<float> y) => x + y;

    public static Vector512<float> Max(Vector512<float> x, Vector512<float> y) => Vector512.Max(x, y);

    public static Vector512<float> ZeroFirst(Vector512<float> x, int count) =>
        Vector512.AndNot(x, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle());

    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        Vector512.FusedMultiplyAdd(x, y, z); // one call deeper, and the compiler stops inlining in the middle of the tile

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        // Lane i of row r holds four columns of row r + 4i, so that transposing within the lanes transposes the whole block.
        var row0 = Lanes(ref source, 4 * sourceStride);
        var row1 = Lanes(ref Unsafe.Add(ref source, sourceStride), 4 * sourceStride);
        var row2 = Lanes(ref Unsafe.Add(ref source, 2 * sourceStride), 4 * sourceStride);
        var row3 = Lanes(ref Unsafe.Add(ref source, 3 * sourceStride), 4 * sourceStride);
        var (low01, high01) = (Avx512F.UnpackLow(row0, row1), Avx512F.UnpackHigh(row0, row1));
        var (low23, high23) = (Avx512F.UnpackLow(row2, row3), Avx512F.UnpackHigh(row2, row3));
        Avx512F.Shuffle(low01, low23, 0b01_00_01_00).StoreUnsafe(ref destination);
        Avx512F.Shuffle(low01, low23, 0b11_10_11_10).StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        Avx512F.Shuffle(high01, high23, 0b01_00_01_00).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        Avx512F.Shuffle(high01, high23, 0b11_10_11_10).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Lanes(ref float source, nint stride) => Vector512.Create(
        Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, stride))),
        Vector256.Create(
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * stride)),
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * stride))));
}
