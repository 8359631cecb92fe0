using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;
using Google.Protobuf;

namespace Drr.Agent.Runs;

/// <summary>The figures of <c>metrics.jsonl</c> in TensorBoard's form: a record of the version, then one for each line. A record
/// is [length, 8 bytes; its checksum, 4; an Event message; its checksum, 4], all little-endian (TensorFlow's
/// <c>record_writer.h</c>).</summary>
/// <remarks>An event holds the time at which it was written, the only thing in a run folder that differs between a resumed run
/// and one that was never interrupted. If the file is lost, it is written again from the metrics.</remarks>
internal sealed class EventFile(string path, TimeProvider clock)
{
    private const int HeadLength = 12, TailLength = 4;
    private const string FormatVersion = "brain.Event:2";

    /// <summary>Adds what a line of metrics holds.</summary>
    internal void Append(JsonElement line)
    {
        using var file = new FileStream(path, FileMode.Append);
        if (file.Length == 0)
        {
            file.Write(Record(new Event { WallTime = Now, FileVersion = FormatVersion }.ToByteArray()));
        }

        file.Write(Record(Scalars(line).ToByteArray()));
    }

    /// <summary>Makes the file hold these lines and no others: later records are cut off, missing ones are added.</summary>
    internal void Align(IReadOnlyList<JsonElement> lines)
    {
        var ends = File.Exists(path) ? RecordEnds(File.ReadAllBytes(path)) : [];
        var kept = Math.Min(ends.Count, lines.Count + 1); // the first is the version
        if (kept > 0)
        {
            using var file = new FileStream(path, FileMode.Open);
            file.SetLength(ends[kept - 1]);
        }
        else
        {
            File.Delete(path);
        }

        foreach (var line in lines.Skip(Math.Max(0, kept - 1)))
        {
            Append(line);
        }
    }

    private double Now => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Every number of a line of metrics, named <c>stage/name</c>, at its step.</summary>
    private Event Scalars(JsonElement line)
    {
        var values = Numbers(line, line.GetProperty("stage").GetString()!)
            .Where(value => !value.Tag.EndsWith("/step", StringComparison.Ordinal));
        return new Event
        {
            WallTime = Now, Step = line.GetProperty("step").GetInt64(), Summary = new Summary { Value = { values } },
        };
    }

    private static IEnumerable<Summary.Types.Value> Numbers(JsonElement element, string tag) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Numbers(field.Value, $"{tag}/{field.Name}")),
        JsonValueKind.Number => [new Summary.Types.Value { Tag = tag, SimpleValue = element.GetSingle() }],
        _ => [],
    };

    private static byte[] Record(ReadOnlySpan<byte> message)
    {
        var record = new byte[HeadLength + message.Length + TailLength];
        BinaryPrimitives.WriteInt64LittleEndian(record, message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Checksum(record.AsSpan(0, 8)));
        message.CopyTo(record.AsSpan(HeadLength));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(^TailLength..), Checksum(message));
        return record;
    }

    /// <summary>Where each record ends, up to the first that is damaged or cut off.</summary>
    private static List<int> RecordEnds(ReadOnlySpan<byte> bytes)
    {
        var ends = new List<int>();
        var start = 0;
        while (bytes.Length - start >= HeadLength)
        {
            var head = bytes[start..];
            var length = BinaryPrimitives.ReadInt64LittleEndian(head);
            if (length < 0 || length > head.Length - HeadLength - TailLength
                || !head.StartsWith(Record(head.Slice(HeadLength, (int)length))))
            {
                break;
            }

            start += HeadLength + (int)length + TailLength;
            ends.Add(start);
        }

        return ends;
    }

    /// <summary>CRC-32C, rotated and shifted as TensorFlow does, so that a checksum of data that contains checksums
    /// still detects faults.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }
}
