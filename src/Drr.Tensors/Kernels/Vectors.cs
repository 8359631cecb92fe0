using System.Numerics;
using System.Runtime.InteropServices;

namespace Drr.Tensors.Kernels;

/// <summary>Views a span as the whole vectors that it begins with; <see cref="Tail"/> is where the rest begins.</summary>
internal static class Vectors
{
    public static ReadOnlySpan<Vector<float>> Of(ReadOnlySpan<float> x) => MemoryMarshal.Cast<float, Vector<float>>(x);

    public static Span<Vector<float>> Of(Span<float> x) => MemoryMarshal.Cast<float, Vector<float>>(x);

    public static int Tail(int length) => length - (length % Vector<float>.Count);
}
