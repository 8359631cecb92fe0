using System.Runtime.CompilerServices;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>The inner loop of a matrix product: a small block of C whose sums stay in registers while k runs.</summary>
/// <remarks>Why 12 rows of two vectors where there are 32 registers: a multiply-add takes four cycles and two can start in each,
/// so eight sums or more must be under way; 12 x 2 are 24, and two vectors of B and a broadcast number of A fit beside them. A
/// step of k then loads 2 + 12 numbers or vectors for 24 multiply-adds, fewer than the two a cycle that memory can deliver. With
/// 16 registers 6 x 2 is the largest tile that leaves room for these three. Every element of C is one chain of multiply-adds in
/// the order of k, whatever the tile, so its bits do not depend on the tiling.</remarks>
internal static class MatMulTile<TSimd, TVector> where TSimd : struct, ISimd<TVector> where TVector : struct
{
    /// <summary>C = A·B, or C += A·B, for tiles of TRows.Value rows and one or two vectors of
    /// columns, one under another.</summary>
    /// <param name="a">Element (row, step) is at row·aRow + step·aStep.</param> <param name="aRow">Distance of rows of A.</param>
    /// <param name="aStep">Distance of steps of k in A.</param> <param name="b">The first row of B.</param>
    /// <param name="bStep">Distance of rows of B.</param>
    /// <param name="k">Steps.</param> <param name="c">The tile's first element.</param>
    /// <param name="cRow">Distance of rows of C.</param>
    /// <param name="store">How the sums get into C.</param> <param name="tiles">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows, TVectors>(
        ref float a, nint aRow, nint aStep, ref float b, nint bStep, int k, ref float c, nint cRow, MatMulStore store,
        int tiles)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        for (; tiles > 0; tiles--)
        {
            // The branches on the tile's size are decided at compile time, and variables that are never used take no register.
            TVector c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default;
            TVector c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default;
            TVector c60 = default, c70 = default, c80 = default, c90 = default, cA0 = default, cB0 = default;
            TVector c61 = default, c71 = default, c81 = default, c91 = default, cA1 = default, cB1 = default;
            ref var a0 = ref a;
            ref var a4 = ref Unsafe.Add(ref a, 4 * aRow);
            ref var a8 = ref Unsafe.Add(ref a, 8 * aRow);
            ref var row = ref b;
            for (var p = 0; p < k; p++)
            {
                var b0 = TSimd.Load(ref row);
                var b1 = TVectors.Value > 1 ? TSimd.Load(ref Unsafe.Add(ref row, TSimd.Count)) : default;
                MultiplyAdd<TVectors>(a0, b0, b1, ref c00, ref c01);
                MultiplyAdd<TVectors>(Unsafe.Add(ref a0, aRow), b0, b1, ref c10, ref c11);
                MultiplyAdd<TVectors>(Unsafe.Add(ref a0, 2 * aRow), b0, b1, ref c20, ref c21);
                MultiplyAdd<TVectors>(Unsafe.Add(ref a0, 3 * aRow), b0, b1, ref c30, ref c31);
                if (TRows.Value > 4)
                {
                    MultiplyAdd<TVectors>(a4, b0, b1, ref c40, ref c41);
                    MultiplyAdd<TVectors>(Unsafe.Add(ref a4, aRow), b0, b1, ref c50, ref c51);
                }

                if (TRows.Value > 6)
                {
                    MultiplyAdd<TVectors>(Unsafe.Add(ref a4, 2 * aRow), b0, b1, ref c60, ref c61);
                    MultiplyAdd<TVectors>(Unsafe.Add(ref a4, 3 * aRow), b0, b1, ref c70, ref c71);
                }

                if (TRows.Value > 8)
                {
                    MultiplyAdd<TVectors>(a8, b0, b1, ref c80, ref c81);
                    MultiplyAdd<TVectors>(Unsafe.Add(ref a8, aRow), b0, b1, ref c90, ref c91);
                    MultiplyAdd<TVectors>(Unsafe.Add(ref a8, 2 * aRow), b0, b1, ref cA0, ref cA1);
                    MultiplyAdd<TVectors>(Unsafe.Add(ref a8, 3 * aRow), b0, b1, ref cB0, ref cB1);
                }

                a0 = ref Unsafe.Add(ref a0, aStep);
                a4 = ref Unsafe.Add(ref a4, aStep);
                a8 = ref Unsafe.Add(ref a8, aStep);
                row = ref Unsafe.Add(ref row, bStep);
            }

            Store<TVectors>(c00, c01, ref c, store);
            Store<TVectors>(c10, c11, ref Unsafe.Add(ref c, cRow), store);
            Store<TVectors>(c20, c21, ref Unsafe.Add(ref c, 2 * cRow), store);
            Store<TVectors>(c30, c31, ref Unsafe.Add(ref c, 3 * cRow), store);
            if (TRows.Value > 4)
            {
                Store<TVectors>(c40, c41, ref Unsafe.Add(ref c, 4 * cRow), store);
                Store<TVectors>(c50, c51, ref Unsafe.Add(ref c, 5 * cRow), store);
            }

            if (TRows.Value > 6)
            {
                Store<TVectors>(c60, c61, ref Unsafe.Add(ref c, 6 * cRow), store);
                Store<TVectors>(c70, c71, ref Unsafe.Add(ref c, 7 * cRow), store);
            }

            if (TRows.Value > 8)
            {
                Store<TVectors>(c80, c81, ref Unsafe.Add(ref c, 8 * cRow), store);
                Store<TVectors>(c90, c91, ref Unsafe.Add(ref c, 9 * cRow), store);
                Store<TVectors>(cA0, cA1, ref Unsafe.Add(ref c, 10 * cRow), store);
                Store<TVectors>(cB0, cB1, ref Unsafe.Add(ref c, 11 * cRow), store);
            }
            a = ref Unsafe.Add(ref a, TRows.Value * aRow);
            c = ref Unsafe.Add(ref c, TRows.Value * cRow);
        }
    }

    /// <summary>The same for one row and 1, 2, 4 or 8 vectors of columns: as wide as B if it can,
    /// because memory limits it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunRow<TVectors>(ref float a, nint aStep, ref float b, nint bStep, int k, ref float c, MatMulStore store)
        where TVectors : struct, IConstant
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        for (; k > 0; k--)
        {
            MultiplyAdd<TVectors>(a, ref b, ref c0, ref c1);
            if (TVectors.Value > 2)
            {
                MultiplyAdd<TVectors>(a, ref Unsafe.Add(ref b, 2 * TSimd.Count), ref c2, ref c3);
            }

            if (TVectors.Value > 4)
            {
                MultiplyAdd<TVectors>(a, ref Unsafe.Add(ref b, 4 * TSimd.Count), ref c4, ref c5);
                MultiplyAdd<TVectors>(a, ref Unsafe.Add(ref b, 6 * TSimd.Count), ref c6, ref c7);
            }

            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        Store<TVectors>(c0, c1, ref c, store);
        if (TVectors.Value > 2)
        {
            Store<TVectors>(c2, c3, ref Unsafe.Add(ref c, 2 * TSimd.Count), store, 2 * TSimd.Count);
        }

        if (TVectors.Value > 4)
        {
            Store<TVectors>(c4, c5, ref Unsafe.Add(ref c, 4 * TSimd.Count), store, 4 * TSimd.Count);
            Store<TVectors>(c6, c7, ref Unsafe.Add(ref c, 6 * TSimd.Count), store, 6 * TSimd.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<TVectors>(float a, ref float b, ref TVector c0, ref TVector c1)
        where TVectors : struct, IConstant
    {
        var b1 = TVectors.Value > 1 ? TSimd.Load(ref Unsafe.Add(ref b, TSimd.Count)) : default;
        MultiplyAdd<TVectors>(a, TSimd.Load(ref b), b1, ref c0, ref c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<TVectors>(
        float a, TVector b0, TVector b1, ref TVector c0, ref TVector c1) where TVectors : struct, IConstant
    {
        var x = TSimd.Broadcast(a);
        c0 = TSimd.MultiplyAdd(x, b0, c0);
        if (TVectors.Value > 1)
        {
            c1 = TSimd.MultiplyAdd(x, b1, c1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors>(TVector c0, TVector c1, ref float c, MatMulStore store, nint column = 0)
        where TVectors : struct, IConstant
    {
        store.Put<TSimd, TVector>(c0, column, ref c);
        if (TVectors.Value > 1)
        {
            store.Put<TSimd, TVector>(c1, column + TSimd.Count, ref Unsafe.Add(ref c, TSimd.Count));
        }
    }
}

/// <summary>A number that the compiler knows.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

internal readonly struct One : IConstant { public static int Value => 1; }
internal readonly struct Two : IConstant { public static int Value => 2; }
internal readonly struct Four : IConstant { public static int Value => 4; }
internal readonly struct Six : IConstant { public static int Value => 6; }
internal readonly struct Eight : IConstant { public static int Value => 8; }
internal readonly struct Twelve : IConstant { public static int Value => 12; }
