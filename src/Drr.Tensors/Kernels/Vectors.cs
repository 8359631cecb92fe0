using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Drr.Tensors.Kernels;

/// <summary>Views a span as the whole vectors that it begins with; <see cref="Tail"/> is where the rest begins.</summary>
/// <remarks>Where registers are narrower, the compiler makes two or four of each, which costs nothing next to the
/// memory.</remarks>
internal static class Vectors
{
    public static ReadOnlySpan<Vector512<float>> Of(ReadOnlySpan<float> x) => MemoryMarshal.Cast<float, Vector512<float>>(x);

    public static Span<Vector512<float>> Of(Span<float> x) => MemoryMarshal.Cast<float, Vector512<float>>(x);

    public static int Tail(int length) => length - (length % Vector512<float>.Count);
}
