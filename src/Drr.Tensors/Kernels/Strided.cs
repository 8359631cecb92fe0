using System.Runtime.CompilerServices;

namespace Drr.Tensors.Kernels;

/// <summary>A matrix as it lies in memory: element (i, j) is at i·Row + j·Column from the origin. Swapping the two distances
/// transposes it.</summary>
/// <remarks>Not bounds-checked; whoever makes one has checked the lengths.</remarks>
internal readonly ref struct Strided(ref float origin, nint row, nint column)
{
    private readonly ref float _origin = ref origin;

    public nint Row { get; } = row;

    public nint Column { get; } = column;

    public ref float this[nint i, nint j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _origin, (i * Row) + (j * Column));
    }

    /// <summary>The part from (i, j) on.</summary>
    public Strided From(nint i, nint j) => new(ref this[i, j], Row, Column);
}
