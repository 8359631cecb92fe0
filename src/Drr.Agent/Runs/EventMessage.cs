using System.Text;
using System.Text.Json;

namespace Drr.Agent.Runs;

/// <summary>TensorBoard's <c>Event</c>, a protocol buffer (tensorflow/core/util/event.proto and framework/summary.proto): the
/// time, then either the format's version or a step and its named scalars.</summary>
internal static class EventMessage
{
    private const string FormatVersion = "brain.Event:2";

    // A field's number and, in the last three bits, how its value is written.
    private const byte WallTime = (1 << 3) | Bits64, Step = (2 << 3) | Varint, FileVersion = (3 << 3) | Counted,
        Summary = (5 << 3) | Counted, SummaryValue = (1 << 3) | Counted, Tag = (1 << 3) | Counted, SimpleValue = (2 << 3) | Bits32;

    private const byte Varint = 0, Bits64 = 1, Counted = 2, Bits32 = 5;

    /// <summary>The first event of a file.</summary>
    /// <param name="wallTime">Seconds since 1970.</param>
    internal static byte[] Version(double wallTime) => Message(message =>
    {
        message.Write(WallTime);
        message.Write(wallTime);
        WriteCounted(message, FileVersion, Encoding.UTF8.GetBytes(FormatVersion));
    });

    /// <summary>Every number of a line of metrics, named <c>stage/name</c>, at its step.</summary>
    internal static byte[] Scalars(double wallTime, JsonElement line) => Message(message =>
    {
        message.Write(WallTime);
        message.Write(wallTime);
        message.Write(Step);
        message.Write7BitEncodedInt64(line.GetProperty("step").GetInt64());
        var values = Numbers(line, line.GetProperty("stage").GetString()!)
            .Where(number => !number.Tag.EndsWith("/step", StringComparison.Ordinal));
        WriteCounted(message, Summary, Message(summary =>
        {
            foreach (var (tag, value) in values)
            {
                WriteCounted(summary, SummaryValue, Message(scalar =>
                {
                    WriteCounted(scalar, Tag, Encoding.UTF8.GetBytes(tag));
                    scalar.Write(SimpleValue);
                    scalar.Write(value);
                }));
            }
        }));
    });

    private static IEnumerable<(string Tag, float Value)> Numbers(JsonElement element, string tag) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Numbers(field.Value, $"{tag}/{field.Name}")),
        JsonValueKind.Number => [(tag, element.GetSingle())],
        _ => [],
    };

    private static byte[] Message(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        return stream.ToArray();
    }

    private static void WriteCounted(BinaryWriter message, byte field, byte[] bytes)
    {
        message.Write(field);
        message.Write7BitEncodedInt(bytes.Length); // a varint, as the format has it
        message.Write(bytes);
    }
}
