namespace Drr.Agent.Data.Formats;

/// <summary>A data file cannot be opened, is damaged or too large.</summary>
internal sealed class SourceException(string message) : IOException(message);

/// <summary>The bytes of a data file. While they are read, it notes how the file begins and ends, and compares its length with
/// the limit and its checksum with the stated one.</summary>
internal sealed class SourceStream : ForwardStream
{
    private readonly Stream _inner;
    private readonly long _limit;
    private readonly uint? _checksum;
    private readonly string _otherwise;
    private readonly byte[] _head = new byte[4];
    private int _headAt, _headEnd;
    private long _length;
    private byte _last;
    private uint _crc = Crc32.Start;

    /// <param name="inner">The file; disposed of with this stream.</param>
    /// <param name="size">The stated length in bytes.</param>
    /// <param name="limit">The greatest length allowed, in bytes.</param>
    /// <param name="checksum">The CRC-32 of the whole file, where known.</param>
    /// <param name="otherwise">The message about a file with another checksum.</param>
    /// <exception cref="SourceException">The packed data is damaged.</exception>
    public SourceStream(Stream inner, long size, long limit = long.MaxValue, uint? checksum = null,
        string otherwise = "its checksum differs from the archive's")
    {
        (_inner, Size, _limit, _checksum, _otherwise) = (inner, size, limit, checksum, otherwise);
        while (_headEnd < _head.Length && ReadInner(_head.AsSpan(_headEnd)) is > 0 and var read)
        {
            _headEnd += read;
        }

        ReadOnlySpan<byte> head = _head.AsSpan(0, _headEnd);
        IsParquet = head.SequenceEqual("PAR1"u8);
        HasUtf8Mark = head is [0xEF, 0xBB, 0xBF, ..];
        IsUtf16 = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || head.Contains((byte)0);
        _headAt = HasUtf8Mark ? 3 : 0;
    }

    /// <summary>The stated length in bytes, which need not be true.</summary>
    public long Size { get; }

    /// <summary>Whether it began with the byte order mark of UTF-8, which is left out of what is read.</summary>
    public bool HasUtf8Mark { get; }

    /// <summary>Whether it began with a byte order mark of UTF-16 or with a zero byte, as UTF-16 without a mark does.</summary>
    public bool IsUtf16 { get; }

    /// <summary>Whether it began as Parquet files do.</summary>
    public bool IsParquet { get; }

    /// <summary>Whether the last byte read ends a line.</summary>
    public bool EndsLine => _last is (byte)'\n' or (byte)'\r';

    public override int Read(Span<byte> buffer)
    {
        if (_headAt < _headEnd && buffer.Length > 0)
        {
            var taken = Math.Min(buffer.Length, _headEnd - _headAt);
            _head.AsSpan(_headAt, taken).CopyTo(buffer);
            _headAt += taken;
            return taken;
        }

        var read = ReadInner(buffer);
        if (read == 0 && buffer.Length > 0 && _checksum is { } expected && Crc32.Finish(_crc) != expected)
        {
            throw new SourceException(_otherwise);
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            var read = _inner.Read(buffer);
            Watch(buffer[..read]);
            return read;
        }
        catch (InvalidDataException) // of the unpacking
        {
            throw new SourceException("its packed data is damaged");
        }
        catch (Exception fault) when (fault is IOException and not SourceException or UnauthorizedAccessException)
        {
            throw new SourceException("the disk or the network failed while it was read");
        }
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        _last = bytes[^1];
        _length += bytes.Length;
        if (_length > _limit)
        {
            throw new SourceException($"it is larger than the limit of {_limit} bytes");
        }

        if (_checksum is not null)
        {
            _crc = Crc32.Append(_crc, bytes);
        }
    }
}

/// <summary>A stream that can only be read, from its beginning to its end.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
