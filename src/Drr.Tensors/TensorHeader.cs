using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Drr.Tensors;

/// <summary>The JSON head of a <see cref="TensorFile"/>: where each array lies, and the text.</summary>
internal static class TensorHeader
{
    private const int Limit = 100_000_000; // the format's own
    private const string MetadataName = "__metadata__";

    /// <summary>Length, JSON and padding.</summary>
    /// <param name="ordered">The arrays in the order in which they will follow.</param>
    /// <param name="metadata">Free text by key.</param>
    public static byte[] Bytes(KeyValuePair<string, TensorEntry>[] ordered, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            long begin = 0;
            foreach (var (name, entry) in ordered)
            {
                if (name == MetadataName)
                {
                    throw new ArgumentException($"A tensor cannot be named {MetadataName}; the format keeps that name for text.");
                }

                WriteSection(json, new Section(name, entry.TypeName, [.. entry.Shape], begin, begin += entry.Bytes.Length));
            }

            json.WriteEndObject();
        }

        var padded = (buffer.WrittenCount + 7) & ~7;
        if (padded > Limit)
        {
            throw new ArgumentException($"Names and metadata take {padded} bytes, the format allows {Limit}.");
        }

        var header = new byte[8 + padded];
        BinaryPrimitives.WriteInt64LittleEndian(header, padded);
        buffer.WrittenSpan.CopyTo(header.AsSpan(8));
        header.AsSpan(8 + buffer.WrittenCount).Fill((byte)' ');
        return header;
    }

    /// <summary>Reads the header and leaves the file at its end; the sections are checked to fill the rest of the file
    /// without gap or overlap.</summary>
    /// <exception cref="InvalidDataException">The header breaks the format. Malformed JSON throws what
    /// its reader throws.</exception>
    public static (List<Section> Sections, Dictionary<string, string> Metadata) Read(FileStream file)
    {
        Require(file.Length >= 8, $"the file has {file.Length} bytes, too few for a header");
        Span<byte> prefix = stackalloc byte[8];
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        Require(length <= Limit, $"the header claims {length} bytes, the limit is {Limit}");
        var left = file.Length - file.Position;
        Require((long)length <= left, $"the header claims {length} bytes, the file has {left} behind the length");
        var json = new byte[length];
        file.ReadExactly(json);
        using var header = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var sections = new List<Section>();
        foreach (var property in header.RootElement.EnumerateObject())
        {
            if (property.Name != MetadataName)
            {
                sections.Add(ParseSection(property));
                continue;
            }

            foreach (var text in property.Value.EnumerateObject())
            {
                Require(text.Value.ValueKind == JsonValueKind.String, $"metadata '{text.Name}' is not text");
                metadata.Add(text.Name, text.Value.GetString()!);
            }
        }

        RequireNoGaps(sections, file.Length - file.Position);
        return (sections, metadata);
    }

    private static void RequireNoGaps(List<Section> sections, long length)
    {
        long end = 0;
        foreach (var section in sections.OrderBy(s => s.Begin).ThenBy(s => s.End))
        {
            Require(
                section.Begin == end,
                $"tensor '{section.Name}' begins at byte {section.Begin}, but what comes before it ends at {end}");
            end = section.End;
        }

        Require(end == length, $"the tensors take {end} bytes, the file has {length} for them");
    }

    private static Section ParseSection(JsonProperty property)
    {
        var (name, value) = (property.Name, property.Value);
        var type = value.GetProperty("dtype").GetString();
        Require(
            type is not null && TensorEntry.Types.ContainsKey(type),
            $"tensor '{name}' has type {type}, known are {string.Join(", ", TensorEntry.Types.Keys)}");
        int[] shape = [.. value.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];
        var offsets = value.GetProperty("data_offsets");
        Require(offsets.GetArrayLength() == 2, $"tensor '{name}' needs two offsets, where it begins and where it ends");
        var section = new Section(name, type!, shape, offsets[0].GetInt64(), offsets[1].GetInt64());
        Require(
            section.IsConsistent,
            $"tensor '{name}', {type} [{string.Join(", ", shape)}], does not fill bytes {section.Begin} to {section.End}");
        return section;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(MetadataName);
        foreach (var (key, text) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter json, Section section)
    {
        json.WriteStartObject(section.Name);
        json.WriteString("dtype", section.Type);
        json.WriteStartArray("shape");
        foreach (var extent in section.Shape)
        {
            json.WriteNumberValue(extent);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(section.Begin);
        json.WriteNumberValue(section.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw new InvalidDataException(fault + '.');
        }
    }

    /// <summary>An array's entry; begin and end count bytes from the end of the header.</summary>
    internal sealed record Section(string Name, string Type, int[] Shape, long Begin, long End)
    {
        public bool IsConsistent =>
            Begin >= 0 && End >= Begin
            && TensorEntry.Count(Shape) is var count and >= 0 && End - Begin == count * TensorEntry.Types[Type].Size;
    }
}
