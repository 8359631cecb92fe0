using System.Runtime.CompilerServices;

namespace Drr.Tensors.Kernels.Simd;

/// <summary>One float at a time, for processors without vectors.</summary>
internal readonly struct Simd32 : ISimd<float>
{
    public static int Count => 1;

    public static int TileRows => 6;

    public static float Load(ref readonly float source) => source;

    public static void Store(float x, ref float destination) => destination = x;

    public static float Broadcast(float x) => x;

    public static float Add(float x, float y) => x + y;

    public static float Max(float x, float y) => MathF.Max(x, y);

    public static float ZeroFirst(float x, int count) => count > 0 ? 0 : x;

    public static float MultiplyAdd(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);

    public static void Transpose(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        for (var column = 0; column < 4; column++)
        {
            Unsafe.Add(ref destination, column * destinationStride) = Unsafe.Add(ref source, column);
        }
    }
}
