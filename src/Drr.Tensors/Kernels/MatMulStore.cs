using System.Runtime.CompilerServices;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>How a sum gets into C: in place of what is there or added to it, then perhaps a bias, then perhaps ReLU. On the way
/// out of the registers they cost next to nothing; passes of their own over C were a quarter of a layer of 128 x 128.</summary>
/// <param name="accumulate">Whether to add to C.</param>
/// <param name="bias">One number a column; a null reference for none.</param>
/// <param name="relu">Whether negative results become 0.</param>
internal readonly ref struct MatMulStore(bool accumulate, ref float bias, bool relu)
{
    private readonly ref float _bias = ref bias;
    private readonly bool _relu = relu;

    public MatMulStore(bool accumulate) : this(accumulate, ref Unsafe.NullRef<float>(), relu: false)
    {
    }

    public bool Accumulate { get; } = accumulate;

    private bool HasBias => !Unsafe.IsNullRef(ref _bias);

    /// <summary>The same for some of the steps of k: from the second block of them on sums are added to what is there, and only
    /// the last block's are whole.</summary>
    public MatMulStore OfSteps(bool first, bool last) =>
        last ? new(Accumulate || !first, ref _bias, _relu) : new MatMulStore(Accumulate || !first);

    /// <summary>The same for the columns from <paramref name="column"/> on.</summary>
    public MatMulStore From(nint column) =>
        HasBias ? new(Accumulate, ref Unsafe.Add(ref _bias, column), _relu) : new(Accumulate, ref _bias, _relu);

    /// <summary>Puts a vector of sums in its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<TSimd, TVector>(TVector sum, nint column, ref float c)
        where TSimd : struct, ISimd<TVector> where TVector : struct
    {
        if (Accumulate)
        {
            sum = TSimd.Add(TSimd.Load(ref c), sum);
        }

        if (HasBias)
        {
            sum = TSimd.Add(sum, TSimd.Load(ref Unsafe.Add(ref _bias, column)));
        }

        TSimd.Store(_relu ? TSimd.Max(sum, default) : sum, ref c);
    }

    /// <summary>The same, when accumulating, but for the first <paramref name="skip"/> elements, which have got theirs.</summary>
    public void PutRest<TSimd, TVector>(TVector sum, nint column, ref float c, int skip)
        where TSimd : struct, ISimd<TVector> where TVector : struct
    {
        sum = TSimd.Add(TSimd.Load(ref c), TSimd.ZeroFirst(sum, skip));
        if (HasBias)
        {
            sum = TSimd.Add(sum, TSimd.ZeroFirst(TSimd.Load(ref Unsafe.Add(ref _bias, column)), skip));
        }

        TSimd.Store(_relu ? TSimd.Max(sum, default) : sum, ref c); // ReLU twice is ReLU
    }
}
