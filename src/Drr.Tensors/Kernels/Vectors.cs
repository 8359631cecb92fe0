using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Drr.Tensors.Kernels;

/// <summary>Vectors of 16 floats on every processor. Where registers are narrower, the compiler makes two or four of each, which
/// costs nothing next to the memory, and what is added to what stays the same.</summary>
internal static class Vectors
{
    private static int Count => Vector512<float>.Count;

    /// <summary>The whole vectors that x begins with.</summary>
    public static ReadOnlySpan<Vector512<float>> Of(ReadOnlySpan<float> x) => MemoryMarshal.Cast<float, Vector512<float>>(x);

    /// <inheritdoc cref="Of(ReadOnlySpan{float})"/>
    public static Span<Vector512<float>> Of(Span<float> x) => MemoryMarshal.Cast<float, Vector512<float>>(x);

    /// <summary>Where the rest behind the whole vectors begins.</summary>
    public static int Tail(int length) => length - (length % Count);

    /// <summary>The rest behind the whole vectors, among zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Rest(ReadOnlySpan<float> x)
    {
        var rest = x.Length % Count;
        return rest == 0 ? Vector512<float>.Zero
            : x.Length < Count ? Short(x)
            : Rest(ref MemoryMarshal.GetReference(x), x.Length, rest);
    }

    /// <summary>The same for at least a whole vector and a rest that is known: the last 16 floats, of which those that the whole
    /// vectors hold already become zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Rest(ref readonly float x, nint length, int rest)
    {
        var last = Vector512.LoadUnsafe(in x, (nuint)(length - Count));
        return Vector512.AndNot(last, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(Count - rest)).AsSingle());
    }

    /// <summary>The sum of the elements: halves are added until one is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x)
    {
        var eight = x.GetLower() + x.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }

    private static Vector512<float> Short(ReadOnlySpan<float> x)
    {
        Span<float> padded = stackalloc float[Count];
        x.CopyTo(padded);
        return Vector512.Create<float>(padded);
    }
}
