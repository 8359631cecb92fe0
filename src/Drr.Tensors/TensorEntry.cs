using System.Runtime.InteropServices;

namespace Drr.Tensors;

/// <summary>One named array of a <see cref="TensorFile"/>: numbers of one type, row-major, and their extents.</summary>
public sealed class TensorEntry
{
    /// <summary>The element types that a file can hold and their bytes, under the names that the format gives them.</summary>
    internal static readonly IReadOnlyDictionary<string, (
        Type Type, int Size)> Types = new Dictionary<string, (Type, int)>(StringComparer.Ordinal)
    {
        ["F32"] = (typeof(float), 4),
        ["F64"] = (typeof(double), 8),
        ["I32"] = (typeof(int), 4),
        ["I64"] = (typeof(long), 8),
        ["U8"] = (typeof(byte), 1),
        ["U64"] = (typeof(ulong), 8),
    };

    private TensorEntry(string typeName, Array values, int[] shape) => (TypeName, Values, Shape) = (typeName, values, shape);

    /// <summary>float[], double[], int[], long[], byte[] or ulong[]; shared, not copied.</summary>
    public Array Values { get; }

    /// <summary>Extents, the last one contiguous; none for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    internal string TypeName { get; }

    internal int ElementSize => Types[TypeName].Size;

    internal Span<byte> Bytes =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(Values), checked(Values.Length * ElementSize));

    /// <summary>An entry over <paramref name="values"/>, which it shares.</summary>
    /// <param name="values">Of one of the types that <see cref="Values"/> names.</param>
    /// <param name="shape">Extents; none means one axis.</param>
    /// <exception cref="ArgumentException">The type cannot be stored, or the extents do not multiply to
    /// the number of values.</exception>
    public static TensorEntry Of<T>(T[] values, params int[] shape) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        var typeName = Types.FirstOrDefault(type => type.Value.Type == typeof(T)).Key
            ?? throw new ArgumentException(
                $"Elements of type {typeof(T).Name} cannot be stored; use one of {string.Join(", ", Types.Keys)}.",
                nameof(values));
        int[] extents = shape.Length == 0 ? [values.Length] : [.. shape];
        return Count(extents) == values.Length
            ? new TensorEntry(typeName, values, extents)
            : throw new ArgumentException(
                $"Extents [{string.Join(", ", extents)}] do not hold {values.Length} values.", nameof(shape));
    }

    /// <summary>A copy of the tensor's values, under its shape.</summary>
    public static TensorEntry Of(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Of(tensor.Span.ToArray(), [.. Enumerable.Range(0, tensor.Shape.Rank).Select(axis => tensor.Shape[axis])]);
    }

    /// <summary>An entry to be filled through <see cref="Bytes"/>.</summary>
    internal static TensorEntry Zeros(string typeName, int[] shape) =>
        new(typeName, Array.CreateInstance(Types[typeName].Type, (int)Count(shape)), shape);

    /// <summary>The product of the extents; -1 if it is too large for an array or an extent is negative.</summary>
    internal static long Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (var extent in shape)
        {
            count = extent < 0 || count < 0 || count * extent > Array.MaxLength ? -1 : count * extent;
        }

        return count;
    }
}
