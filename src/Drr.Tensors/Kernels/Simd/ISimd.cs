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

    /// <summary>x with its first elements, as many as <paramref name="count"/> says, set to zero; none if it is
    /// negative.</summary>
    static abstract TVector ZeroFirst(TVector x, int count);

    /// <summary>x·y + z, rounded once; by slow software where the processor cannot, so that the bits are the same on
    /// all.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>Writes a block of <see cref="Count"/> rows and four columns as four rows of <see cref="Count"/>.</summary>
    static abstract void Transpose(ref float source, nint sourceStride, ref float destination, nint destinationStride);
}
