using System.Runtime.CompilerServices;

namespace Drr.Tensors.Kernels.Simd;

/// <summary>What the matrix product needs of a vector of <see cref="Count"/> floats, so that one source serves every register
/// width: the just-in-time compiler makes a version of its own for each implementation.</summary>
internal interface ISimd<TVector> where TVector : struct
{
    static abstract int Count { get; }

    /// <summary>Rows of the tallest tile, two vectors wide, whose sums the registers hold.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Load(ref readonly float source);

    static abstract void Store(TVector x, ref float destination);

    static abstract TVector Broadcast(float x);

    static abstract TVector Add(TVector x, TVector y);

    /// <summary>The larger of each two elements; not a number if one of them is not.</summary>
    static abstract TVector Max(TVector x, TVector y);

    /// <summary>x with its first elements, as many as <paramref name="count"/> says, set to zero;
    /// none if it is negative.</summary>
    static abstract TVector ZeroFirst(TVector x, int count);

    /// <summary>x·y + z, rounded once; by slow software where the processor cannot, so that the bits
    /// are the same on all.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>Writes a block of <see cref="Count"/> rows and four columns as four rows of <see cref="Count"/>.</summary>
    static abstract void Transpose(ref float source, nint sourceStride, ref float destination, nint destinationStride);
}

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
