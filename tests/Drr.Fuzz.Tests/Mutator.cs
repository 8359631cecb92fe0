using System.Buffers.Binary;
using System.Text;
using Drr.Tensors;

namespace Drr.Fuzz.Tests;

/// <summary>Changes whole files in the ways in which readers go wrong: cut, flipped, doubled, with bytes and numbers that mean
/// something to a format. The same seed gives the same files.</summary>
internal sealed class Mutator(ulong seed)
{
    private const int MostChanges = 4;
    private static readonly byte[] s_bytes =
        [0, 1, 9, 10, 13, 0x1F, 32, 34, 44, 45, 46, 48, 57, 58, 59, 123, 124, 0x7F, 0x80, 0xC3, 0xFF];

    private static readonly long[] s_numbers =
        [0, 1, -1, 127, 255, 32_767, 65_535, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 40];

    private static readonly string[] s_words =
    [
        "NaN", "-0", "1e308", "99999999999999999999", "null", "true", "[[[[[[[[", "{\"a\":", "\"\"\"", "::", "\r\n", "\uFEFF",
        "é",
    ];

    private readonly Rng _rng = new(seed);

    /// <summary>A changed copy.</summary>
    public byte[] Change(byte[] bytes)
    {
        var changes = 1 + _rng.NextInt(MostChanges);
        for (var i = 0; i < changes; i++)
        {
            bytes = ChangeOnce(bytes);
        }

        return bytes;
    }

    private byte[] ChangeOnce(byte[] bytes)
    {
        var at = _rng.NextInt(bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + 1 + _rng.NextInt(32));
        switch (_rng.NextInt(9))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[end..]];
            case 2:
                return [.. bytes[..end], .. bytes[at..]];
            case 3:
                return [.. bytes[..at], s_bytes[_rng.NextInt(s_bytes.Length)], .. bytes[at..]];
            case 4:
                return [.. bytes[..at], .. Encoding.UTF8.GetBytes(s_words[_rng.NextInt(s_words.Length)]), .. bytes[at..]];
            case 5:
                var digits = Encoding.ASCII.GetBytes($"{s_numbers[_rng.NextInt(s_numbers.Length)]}");
                return [.. bytes[..at], .. digits, .. bytes[end..]];
            case 6:
                return Overwritten(bytes, at);
            case 7 when _rng.NextInt(20) == 0:
                return [.. bytes[..at], .. Enumerable.Repeat(s_bytes[_rng.NextInt(s_bytes.Length)], 70_000), .. bytes[at..]];
            default:
                byte[] flipped = [.. bytes];
                if (at < flipped.Length)
                {
                    flipped[at] ^= (byte)(1 << _rng.NextInt(8));
                }

                return flipped;
        }
    }

    // Lengths and offsets of binary formats are little-endian numbers of four or eight bytes.
    private byte[] Overwritten(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        var number = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, s_numbers[_rng.NextInt(s_numbers.Length)]);
        var length = Math.Min(_rng.NextInt(2) == 0 ? 4 : 8, changed.Length - at);
        number.AsSpan(0, length).CopyTo(changed.AsSpan(at));
        return changed;
    }
}
