using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>Copies of parts of the operands, laid out for <see cref="MatMulTile{TSimd, TVector}"/>, in memory
/// that a thread keeps.</summary>
internal static class MatMulPacking
{
    [ThreadStatic]
    private static float[]? s_panel, s_block;

    /// <summary>Whether lines of so many rows at this distance push one another out of a first-level cache of 32 KB, half of
    /// which is theirs: of its 8,192 floats, rows at a multiple of a power of two p meet in every p-th.</summary>
    public static bool Collides(nint distance, int rows) => rows * (distance & -distance) > 8192 / 2;

    /// <summary>Columns of B side by side, [steps, width]; those from <paramref name="columns"/> on are zeros.</summary>
    public static Strided Panel<TSimd, TVector>(Strided b, int steps, int columns, int width)
        where TSimd : struct, ISimd<TVector> where TVector : struct
    {
        var panel = new Strided(ref Buffer(ref s_panel, steps * width), width, 1);
        if (columns == width && b.Row == 1 && steps >= 4)
        {
            Transpose<TSimd, TVector>(b, steps, width, panel);
        }
        else if (columns == width && b.Column == 1)
        {
            Copy<TSimd, TVector>(b, steps, width, panel);
        }
        else
        {
            for (var i = 0; i < steps * width; i++)
            {
                panel[i / width, i % width] = i % width < columns ? b[i / width, i % width] : 0;
            }
        }

        return panel;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<TSimd, TVector>(Strided b, int steps, int width, Strided panel)
        where TSimd : struct, ISimd<TVector> where TVector : struct
    {
        for (var j = 0; j < width; j += TSimd.Count)
        {
            for (var p = 0; p < steps; p += 4)
            {
                var start = Math.Min(p, steps - 4); // the last block moves back and writes some elements again
                TSimd.Transpose(ref b[start, j], b.Column, ref panel[start, j], width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<TSimd, TVector>(Strided b, int steps, int width, Strided panel)
        where TSimd : struct, ISimd<TVector> where TVector : struct
    {
        ref var from = ref b[0, 0];
        ref var to = ref panel[0, 0];
        for (var p = 0; p < steps; p++)
        {
            for (nint j = 0; j < width; j += TSimd.Count)
            {
                TSimd.Store(TSimd.Load(ref Unsafe.Add(ref from, j)), ref Unsafe.Add(ref to, j));
            }

            from = ref Unsafe.Add(ref from, b.Row);
            to = ref Unsafe.Add(ref to, width);
        }
    }

    /// <summary>Rows of A, or its columns where those are contiguous, closer together.</summary>
    public static Strided Block(Strided a, int rows, int steps)
    {
        var (lines, length) = a.Column == 1 ? (rows, steps) : (steps, rows);
        var distance = ((length + 15) | 16) & ~15; // an odd number of cache lines of 16 floats, so that neighbours share no set
        ref var block = ref Buffer(ref s_block, lines * distance);
        for (var line = 0; line < lines; line++)
        {
            var source = MemoryMarshal.CreateSpan(ref a.Column == 1 ? ref a[line, 0] : ref a[0, line], length);
            source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref block, line * distance), length));
        }

        return a.Column == 1 ? new Strided(ref block, distance, 1) : new Strided(ref block, 1, distance);
    }

    private static ref float Buffer(ref float[]? buffer, int length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<float>(length);
        }

        return ref MemoryMarshal.GetArrayDataReference(buffer);
    }
}
