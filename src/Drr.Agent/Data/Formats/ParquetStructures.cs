using System.Buffers.Binary;
using Parquet.Meta;

namespace Drr.Agent.Data.Formats;

/// <summary>Walks through the structures of a Parquet file (Thrift's compact protocol) before the library does, which follows
/// structures within structures until the stack is full, and counts through lists of billions that are not there.</summary>
internal ref struct ParquetStructures
{
    private const int MostDescription = 64 << 20; // bytes; that of a file with thousands of columns has some megabytes
    private const int UsualHeader = 1 << 8; // bytes of a page's, with the least and the largest of its values
    private const int MostHeader = 1 << 20;
    private const int Deepest = 32; // structures within structures; a sound file has some six
    private const int PageSize = 3; // the field of a page's header that says how many bytes follow it
    private const string Magic = "PAR1";

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;
    private int? _pageSize;

    private ParquetStructures(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Looks at the description at the end of a file, whose place is at its beginning afterwards.</summary>
    /// <exception cref="SourceException">It is cut, too long, or not what it says.</exception>
    public static void CheckDescription(FileStream file)
    {
        const int Ending = sizeof(int) + 4; // its length, and the magic word
        Span<byte> ending = stackalloc byte[Ending];
        file.Position = Math.Max(0, file.Length - Ending);
        var read = file.ReadAtLeast(ending, Ending, throwOnEndOfStream: false);
        var length = read == Ending ? BinaryPrimitives.ReadInt32LittleEndian(ending) : -1;
        if (length < 0 || length > Math.Min(MostDescription, file.Length - Ending - Magic.Length)
            || !new ParquetStructures(Read(file, file.Length - Ending - length, length)).Skip(Kind.Struct, Deepest))
        {
            throw new SourceException("the Parquet file is damaged or cut short: the description at its end cannot be read");
        }

        file.Position = 0;
    }

    /// <summary>Looks at the headers of a column's pages.</summary>
    /// <param name="file">Its place stays.</param> <param name="column">Says where they are.</param>
    /// <exception cref="SourceException">One is cut, too long, or not what it says.</exception>
    public static void CheckPages(FileStream file, ColumnMetaData? column)
    {
        var place = file.Position;
        var (at, dictionary) = (column?.DataPageOffset ?? 0, column?.DictionaryPageOffset ?? 0);
        at = dictionary > 0 ? Math.Min(at, dictionary) : at; // some writers say 0 where there is none
        var end = at + (column?.TotalCompressedSize ?? 0);
        while (at < end)
        {
            if (at < 0 || end > file.Length || LengthOfPage(file, at, end - at) is not { } page || page > end - at)
            {
                throw new SourceException("the Parquet file is damaged: the header of a page cannot be read");
            }

            at += page;
        }

        file.Position = place;
    }

    /// <summary>Bytes of a page with its header, or <c>null</c> where the header is cut, too long, or not what it says.</summary>
    private static long? LengthOfPage(FileStream file, long at, long most)
    {
        for (var length = UsualHeader; ; length *= 16)
        {
            var header = new ParquetStructures(Read(file, at, (int)Math.Min(length, most)));
            if (header.Skip(Kind.Struct, Deepest))
            {
                return header._pageSize is { } size ? header._at + size : null;
            }

            if (length >= Math.Min(MostHeader, most))
            {
                return null;
            }
        }
    }

    private static byte[] Read(FileStream file, long at, int length)
    {
        var bytes = new byte[length];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Goes past a value; <c>false</c> where it does not end in time.</summary>
    private bool Skip(Kind kind, int depth) => kind switch
    {
        Kind.True or Kind.False or Kind.Byte => Skip(1),
        Kind.Int16 or Kind.Int32 or Kind.Int64 => Number() is not null,
        Kind.Double => Skip(sizeof(double)),
        Kind.Binary => Number() is { } length && length <= int.MaxValue && Skip((int)length),
        Kind.Guid => Skip(16),
        Kind.List or Kind.Set => depth > 0 && SkipList(depth - 1),
        Kind.Map => depth > 0 && SkipMap(depth - 1),
        Kind.Struct => depth > 0 && SkipStruct(depth - 1),
        _ => false,
    };

    private bool SkipStruct(int depth)
    {
        var field = 0L;
        while (_at < _bytes.Length)
        {
            var head = _bytes[_at++];
            var kind = (Kind)(head & 0x0F);
            if (head == 0)
            {
                return true;
            }

            field = head >> 4 > 0 ? field + (head >> 4) : Number() is { } own ? Signed(own) : -1;
            if (depth == Deepest - 1 && field == PageSize && kind == Kind.Int32)
            {
                _pageSize = Number() is { } size && Signed(size) is >= 0 and <= int.MaxValue ? (int)Signed(size) : null;
            }
            else if (kind is not (Kind.True or Kind.False) && !Skip(kind, depth)) // a truth value is its kind
            {
                return false;
            }
        }

        return false;
    }

    private bool SkipList(int depth)
    {
        if (_at == _bytes.Length)
        {
            return false;
        }

        var head = _bytes[_at++];
        return (head >> 4 < 15 ? (ulong)(head >> 4) : Number()) is { } count && SkipMany(count, depth, (Kind)(head & 0x0F));
    }

    private bool SkipMap(int depth)
    {
        var count = Number();
        if (count is null or 0 || _at == _bytes.Length)
        {
            return count == 0;
        }

        var kinds = _bytes[_at++];
        return SkipMany(count.Value, depth, (Kind)(kinds >> 4), (Kind)(kinds & 0x0F));
    }

    private bool SkipMany(ulong count, int depth, params ReadOnlySpan<Kind> kinds)
    {
        for (ulong i = 0; i < count; i++) // each takes a byte or more, so that this ends with the bytes
        {
            foreach (var kind in kinds)
            {
                if (!Skip(kind, depth))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Skip(int bytes)
    {
        var fits = bytes <= _bytes.Length - _at;
        _at += fits ? bytes : 0;
        return fits;
    }

    /// <summary>A number of seven bits a byte, the lowest first.</summary>
    private ulong? Number()
    {
        var number = 0ul;
        for (var shift = 0; shift < 64 && _at < _bytes.Length; shift += 7)
        {
            var value = _bytes[_at++];
            number |= (ulong)(value & 0x7F) << shift;
            if (value < 0x80)
            {
                return number;
            }
        }

        return null;
    }

    private static long Signed(ulong zigzag) => (long)(zigzag >> 1) ^ -(long)(zigzag & 1);

    private enum Kind
    {
        True = 1, False, Byte, Int16, Int32, Int64, Double, Binary, List, Set, Map, Struct, Guid,
    }
}
