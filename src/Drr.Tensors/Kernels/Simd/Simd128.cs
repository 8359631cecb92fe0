using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Drr.Tensors.Kernels.Simd;

/// <summary>Four floats in each of 16 or 32 registers: SSE, NEON.</summary>
internal readonly struct Simd128 : ISimd<Vector128<float>>
{
    public static int Count => 4;

    public static int TileRows => 6;

    public static Vector128<float> Load(ref readonly float source) => Vector128.LoadUnsafe(in source);

    public static void Store(Vector128<float> x, ref float destination) => x.StoreUnsafe(ref destination);

    public static Vector128<float> Broadcast(float x) => Vector128.Create(x);

    public static Vector128<float> Add(Vector128<float> x, Vector128<float> y) => x + y;

    public static Vector128<float> Max(Vector128<float> x, Vector128<float> y) => Vector128.Max(x, y);

    public static Vector128<float> ZeroFirst(Vector128<float> x, int count) =>
        Vector128.AndNot(x, Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle());

    public static Vector128<float> MultiplyAdd(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        Fma.IsSupported || AdvSimd.IsSupported ? Vector128.FusedMultiplyAdd(x, y, z) : Fused.Software(x, y, z);

    public static void Transpose(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                Unsafe.Add(ref destination, (column * destinationStride) + row) =
                    Unsafe.Add(ref source, (row * sourceStride) + column);
            }
        }
    }
}
