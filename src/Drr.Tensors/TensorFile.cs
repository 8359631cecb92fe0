using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Drr.Tensors;

/// <summary>Named arrays and text in one file of the safetensors format, which other frameworks read too.</summary>
/// <remarks>Eight bytes header length, little-endian; the header, a JSON object padded with spaces to a multiple of 8; the arrays, without gaps.
/// Wider elements come first, then names in ordinal order: every array is aligned, and equal contents give equal bytes.
/// Format: https://huggingface.co/docs/safetensors.</remarks>
public sealed class TensorFile
{
    private const int HeaderLimit = 100_000_000; // the format's own
    private const string MetadataName = "__metadata__";
    private readonly string _path;

    private TensorFile(string path, IReadOnlyDictionary<string, TensorEntry> tensors, IReadOnlyDictionary<string, string> metadata) =>
        (_path, Tensors, Metadata) = (path, tensors, metadata);

    /// <summary>The arrays by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors { get; }

    /// <summary>Free text by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The values of an array.</summary>
    /// <exception cref="InvalidDataException">The file has no array of this name and type.</exception>
    public T[] Values<T>(string name) where T : unmanaged => Tensors.TryGetValue(name, out var entry) && entry.Values.GetType() == typeof(T[])
        ? (T[])entry.Values
        : throw Fault($"no tensor '{name}' of {typeof(T).Name}{(entry is null ? "" : $", only one of {entry.TypeName}")}.");

    /// <summary>Copies an array into memory of the same number of elements.</summary>
    /// <exception cref="InvalidDataException">The file has no array of this name and type, or it has another length.</exception>
    public void CopyTo<T>(string name, Span<T> destination) where T : unmanaged
    {
        var values = Values<T>(name);
        if (values.Length != destination.Length)
        {
            throw Fault($"tensor '{name}' has {values.Length} values, needed {destination.Length}.");
        }

        values.CopyTo(destination);
    }

    /// <summary>Writes a file beside <paramref name="path"/> and renames it, so that the path never names half a file.</summary>
    /// <param name="path">Where to; a file there is replaced.</param> <param name="tensors">The arrays by name.</param> <param name="metadata">Free text by key.</param>
    /// <exception cref="ArgumentException">A tensor is named <c>__metadata__</c>, or the header would exceed 100 MB.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, TensorEntry> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        RequireLittleEndian();
        var ordered = tensors.OrderByDescending(t => ElementSize(t.Value.TypeName)).ThenBy(t => t.Key, StringComparer.Ordinal).ToArray();
        var header = Header(ordered, metadata ?? new Dictionary<string, string>());
        var temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(header);
            foreach (var (_, entry) in ordered)
            {
                file.Write(entry.Bytes);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">The file is cut short, has bytes too many, or breaks the format; the message names file and fault.</exception>
    public static TensorFile Read(string path)
    {
        RequireLittleEndian();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        try
        {
            Span<byte> prefix = stackalloc byte[8];
            file.ReadExactly(prefix);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            Require(length <= HeaderLimit, $"the header claims {length} bytes, the limit is {HeaderLimit}");
            Require((long)length <= file.Length - 8, $"the header claims {length} bytes, the file has {file.Length - 8} after the first 8");
            var json = new byte[length];
            file.ReadExactly(json);
            using var header = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            Require(header.RootElement.ValueKind == JsonValueKind.Object, "the header is not a JSON object");
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            var spans = new List<Span>();
            foreach (var property in header.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataName)
                {
                    foreach (var text in property.Value.EnumerateObject())
                    {
                        metadata[text.Name] = text.Value.GetString()!;
                    }
                }
                else
                {
                    spans.Add(Span.Parse(property));
                }
            }

            return new TensorFile(path, ReadArrays(file, spans), metadata);
        }
        // What JsonDocument and its elements throw on text that is no JSON or has a value of another kind.
        catch (Exception fault) when (fault is EndOfStreamException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    private static Dictionary<string, TensorEntry> ReadArrays(FileStream file, List<Span> spans)
    {
        var tensors = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        long start = file.Position, end = 0;
        foreach (var span in spans.OrderBy(s => s.Begin).ThenBy(s => s.End))
        {
            Require(span.Begin == end, $"tensor '{span.Name}' begins at byte {span.Begin}, but the one before it ends at {end}");
            end = span.End;
        }

        Require(start + end == file.Length, $"the tensors end at byte {start + end}, the file at {file.Length}");
        foreach (var span in spans)
        {
            var entry = TensorEntry.Empty(span.Type, span.Shape);
            file.Position = start + span.Begin;
            file.ReadExactly(entry.Bytes);
            tensors.Add(span.Name, entry);
        }

        return tensors;
    }

    private static byte[] Header(KeyValuePair<string, TensorEntry>[] ordered, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(MetadataName);
                foreach (var (key, text) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, text);
                }

                json.WriteEndObject();
            }

            long begin = 0;
            foreach (var (name, entry) in ordered)
            {
                if (name == MetadataName)
                {
                    throw new ArgumentException($"A tensor cannot be named {MetadataName}; the format keeps that name for text.");
                }

                begin = new Span(name, entry.TypeName, [.. entry.Shape], begin, begin + entry.Bytes.Length).Write(json);
            }

            json.WriteEndObject();
        }

        var padded = (buffer.WrittenCount + 7) & ~7;
        if (padded > HeaderLimit)
        {
            throw new ArgumentException($"Names and metadata take {padded} bytes, the format allows {HeaderLimit}.");
        }

        var header = new byte[8 + padded];
        BinaryPrimitives.WriteInt64LittleEndian(header, padded);
        buffer.WrittenSpan.CopyTo(header.AsSpan(8));
        header.AsSpan(8 + buffer.WrittenCount).Fill((byte)' ');
        return header;
    }

    private static int ElementSize(string typeName) => typeName switch { "U8" => 1, "F32" or "I32" => 4, _ => 8 };

    private InvalidDataException Fault(string fault) => new($"{_path}: {fault}");

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw new FormatException(fault + '.');
        }
    }

    private static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Tensor files are little-endian, and this processor is not.");
        }
    }

    /// <summary>An array's line of the header; begin and end count bytes from the end of the header.</summary>
    private sealed record Span(string Name, string Type, int[] Shape, long Begin, long End)
    {
        internal static Span Parse(JsonProperty property)
        {
            var (name, type) = (property.Name, property.Value.GetProperty("dtype").GetString()!);
            Require(TensorEntry.Types.ContainsKey(type), $"tensor '{name}' has type {type}, known are {string.Join(", ", TensorEntry.Types.Keys)}");
            int[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];
            var offsets = property.Value.GetProperty("data_offsets");
            Require(offsets.GetArrayLength() == 2, $"tensor '{name}' needs two offsets, a begin and an end");
            var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
            var count = TensorEntry.Count(shape);
            Require(
                begin >= 0 && count >= 0 && end - begin == count * ElementSize(type),
                $"tensor '{name}', {type} [{string.Join(", ", shape)}], does not fill bytes {begin} to {end}");
            return new Span(name, type, shape, begin, end);
        }

        internal long Write(Utf8JsonWriter json)
        {
            json.WriteStartObject(Name);
            json.WriteString("dtype", Type);
            json.WriteStartArray("shape");
            foreach (var extent in Shape)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(Begin);
            json.WriteNumberValue(End);
            json.WriteEndArray();
            json.WriteEndObject();
            return End;
        }
    }
}
