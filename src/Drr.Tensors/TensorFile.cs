using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Drr.Tensors;

/// <summary>Named arrays and text in one file of the safetensors format, which other frameworks read too.</summary>
/// <remarks>Eight bytes header length, little-endian; the header, a JSON object padded with spaces to a multiple of 8; the
/// arrays, without gaps. Wider elements come first, then names in ordinal order: every array is aligned, and equal contents give
/// equal bytes. Format: https://huggingface.co/docs/safetensors.</remarks>
public sealed class TensorFile
{
    private readonly string _path;

    private TensorFile(
        string path, IReadOnlyDictionary<string, TensorEntry> tensors, IReadOnlyDictionary<string, string> metadata) =>
        (_path, Tensors, Metadata) = (path, tensors, metadata);

    /// <summary>The arrays by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors { get; }

    /// <summary>Free text by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The values of an array.</summary>
    /// <exception cref="InvalidDataException">The file has no array of this name and type.</exception>
    public T[] Values<T>(string name) where T : unmanaged
    {
        if (Tensors.TryGetValue(name, out var entry) && entry.Values.GetType() == typeof(T[]))
        {
            return (T[])entry.Values;
        }

        var other = entry is null ? "" : $", only one of {entry.Values.GetType().GetElementType()!.Name}";
        throw new InvalidDataException($"{_path}: no tensor '{name}' of {typeof(T).Name}{other}.");
    }

    /// <summary>Copies an array into memory of the same number of elements.</summary>
    /// <exception cref="InvalidDataException">The file has no array of this name and type, or it has another length.</exception>
    public void CopyTo<T>(string name, Span<T> destination) where T : unmanaged
    {
        var values = Values<T>(name);
        if (values.Length != destination.Length)
        {
            throw new InvalidDataException($"{_path}: tensor '{name}' has {values.Length} values, needed {destination.Length}.");
        }

        values.CopyTo(destination);
    }

    /// <summary>Writes a temporary file and renames it to <paramref name="path"/>, so that the path
    /// never names half a file.</summary>
    /// <param name="path">Where to; a file there is replaced.</param> <param name="tensors">The arrays by name.</param>
    /// <param name="metadata">Free text by key.</param>
    /// <exception cref="ArgumentException">A tensor is named <c>__metadata__</c>, or the header would exceed 100 MB.</exception>
    public static void Write(
        string path, IReadOnlyDictionary<string, TensorEntry> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        RequireLittleEndian();
        var ordered = tensors.OrderByDescending(t => t.Value.ElementSize).ThenBy(t => t.Key, StringComparer.Ordinal).ToArray();
        var header = TensorHeader.Bytes(ordered, metadata ?? new Dictionary<string, string>());
        AtomicFile.Write(path, file =>
        {
            file.Write(header);
            foreach (var (_, entry) in ordered)
            {
                file.Write(entry.Bytes);
            }
        });
    }

    /// <summary>SHA-256 of the arrays: their names, types, extents and values, whatever their order.
    /// 64 hexadecimal digits.</summary>
    public static string Digest(IReadOnlyDictionary<string, TensorEntry> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        RequireLittleEndian();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, entry) in tensors.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var extents = string.Join('x', entry.Shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
            hash.AppendData(Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(name)} {entry.TypeName} {extents}\n"));
            hash.AppendData(entry.Bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">The file is cut short, has bytes too many, or breaks the format; the message
    /// names file and fault.</exception>
    public static TensorFile Read(string path)
    {
        RequireLittleEndian();
        using var file = RegularFile.OpenRead(path);
        try
        {
            var (sections, metadata) = TensorHeader.Read(file);
            var start = file.Position;
            var tensors = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
            foreach (var section in sections)
            {
                var entry = TensorEntry.Zeros(section.Type, section.Shape);
                file.Position = start + section.Begin;
                file.ReadExactly(entry.Bytes);
                tensors.Add(section.Name, entry);
            }

            return new TensorFile(path, tensors, metadata);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
        // What the JSON reader throws on text that is no JSON and on values of another kind.
        catch (Exception fault)
            when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path}: the header is not the JSON of a safetensors file.", fault);
        }
    }

    private static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Tensor files are little-endian, and this processor is not.");
        }
    }
}
