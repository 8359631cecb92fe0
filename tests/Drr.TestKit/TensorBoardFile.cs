using System.Buffers.Binary;
using Google.Protobuf;

namespace Drr.TestKit;

/// <summary>Reads TensorBoard's event files by another way than they were written: a checksum from a table, messages through
/// Google's library.</summary>
public static class TensorBoardFile
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8)
        .Aggregate((uint)value, (crc, _) => (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78))];

    /// <summary>One event.</summary>
    /// <param name="WallTime">Seconds since 1970.</param> <param name="Step">0 where the event has none.</param>
    /// <param name="Version">Of the format, in a file's first event; else empty.</param>
    /// <param name="Scalars">By name, in the order of the file.</param>
    public sealed record Event(double WallTime, long Step, string Version, IReadOnlyList<(string Tag, float Value)> Scalars)
    {
        /// <summary>All but the time.</summary>
        public string Timeless => $"{Step} {Version} "
            + string.Join(' ', Scalars.Select(s => $"{s.Tag}={BitConverter.SingleToInt32Bits(s.Value)}"));
    }

    /// <summary>The events of a file, which must be whole.</summary>
    /// <exception cref="InvalidDataException">A checksum is wrong, a field is not known, or the file
    /// ends in a record.</exception>
    public static IReadOnlyList<Event> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<Event>();
        while (bytes.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Check(bytes[..8], bytes[8..12]);
            Check(bytes[12..(12 + length)], bytes[(12 + length)..(16 + length)]);
            events.Add(Parse(bytes[12..(12 + length)].ToArray()));
            bytes = bytes[(16 + length)..];
        }

        return events;
    }

    /// <summary>Whether a file is one by its name.</summary>
    public static bool Is(string path) => Path.GetFileName(path).Contains("tfevents", StringComparison.Ordinal);

    /// <summary>What is in a file but for the times of writing, which no two runs share.</summary>
    public static IReadOnlyList<string> Timeless(string path) => [.. Read(path).Select(e => e.Timeless)];

    /// <summary>The checksum that TensorFlow's records bear: CRC-32C, masked.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in bytes)
        {
            crc = _table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        crc ^= 0xFFFFFFFF;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    private static void Check(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> checksum)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(checksum) != Checksum(bytes))
        {
            throw new InvalidDataException("A checksum is wrong.");
        }
    }

    private static Event Parse(byte[] message)
    {
        var (time, step, version, scalars) = (0.0, 0L, "", new List<(string, float)>());
        Fields(new CodedInputStream(message), (number, input) => _ = number switch
        {
            1 => time = input.ReadDouble(),
            2 => step = input.ReadInt64(),
            3 => version = input.ReadString(),
            5 => (object)Summary(input.ReadBytes(), scalars),
            _ => throw new InvalidDataException($"Field {number} of an event."),
        });
        return new(time, step, version, scalars);
    }

    private static int Summary(ByteString message, List<(string, float)> scalars)
    {
        Fields(message.CreateCodedInput(), (number, input) => scalars.Add(Value(input.ReadBytes())));
        return scalars.Count;
    }

    private static (string, float) Value(ByteString message)
    {
        var (tag, value) = ("", float.NaN);
        Fields(message.CreateCodedInput(), (number, input) => _ = number switch
        {
            1 => (object)(tag = input.ReadString()),
            2 => value = input.ReadFloat(),
            _ => throw new InvalidDataException($"Field {number} of a value."),
        });
        return (tag, value);
    }

    private static void Fields(CodedInputStream input, Action<int, CodedInputStream> read)
    {
        while (input.ReadTag() is not 0 and var tag)
        {
            read(WireFormat.GetTagFieldNumber(tag), input);
        }
    }
}
