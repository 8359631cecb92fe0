using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using Drr.Tensors;
using Parquet;
using Parquet.Schema;
using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <summary>Columns of a Parquet file as text, a row a line: what reads the text of other files reads this too. Fields are
/// separated by U+001F; an empty value is an empty field; control characters inside of a text become U+0001, which no text may
/// hold.</summary>
internal sealed class ParquetText : ForwardStream
{
    private const int MostRowsOfGroup = 1 << 26, FewestRowsOfGroup = 1 << 20, RowsOfByte = 1_000;
    private const byte Separator = 0x1F, Bad = 1;
    private static readonly TimeSpan s_mostTime = TimeSpan.FromSeconds(5); // a description of 64 MB takes one or two
    private readonly FileStream _file;
    private readonly ParquetReader _reader;
    private readonly DataField[] _fields;
    private readonly MemoryStream _text = new();
    private Array[] _columns = [];
    private int _group, _row, _rows; // of the group that is written now

    /// <summary>Takes over a file.</summary>
    /// <param name="file">Owned.</param> <param name="columns">Places of the columns to write, ascending, from 0.</param>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public ParquetText(FileStream file, int[] columns)
    {
        _file = file;
        _reader = Open(file, leaveOpen: false);
        var fields = _reader.Schema.GetDataFields();
        _fields = [.. columns.Distinct().Select(column => fields[column])];
        for (var group = 0; group < _reader.RowGroupCount; group++)
        {
            var rows = RowsOf(group);
            if (rows < 0 || rows > Math.Min(MostRowsOfGroup, Math.Max(FewestRowsOfGroup, RowsOfByte * file.Length)))
            {
                throw new SourceException(Invariant($"its row group {group + 1} states {rows:N0} rows, more than ")
                    + Invariant($"{MostRowsOfGroup:N0} or than its bytes can hold"));
            }

            Rows += rows;
        }
    }

    /// <summary>Rows of all groups.</summary>
    public long Rows { get; }

    /// <summary>The names of a file's columns, those of nested ones with dots.</summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public static IReadOnlyList<string> ColumnsOf(FileStream file)
    {
        var reader = Open(file, leaveOpen: true);
        return Try(() => Task.FromResult<IReadOnlyList<string>>(
            [.. reader.Schema.GetDataFields().Select(field => field.Path.ToString().Replace('/', '.'))]));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_text.Position == _text.Length && !WriteMore())
        {
            return 0;
        }

        return _text.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    private bool WriteMore()
    {
        const int RowsAtOnce = 4_096;
        _text.SetLength(0);
        while (_row == _rows)
        {
            if (_group == _reader.RowGroupCount)
            {
                return false;
            }

            (_row, _rows) = (0, (int)RowsOf(_group));
            using var group = Try(() => Task.FromResult(_reader.OpenRowGroupReader(_group)));
            _columns = [.. _fields.Select(field => Try(() =>
            {
                ParquetStructures.CheckPages(_file, group.GetMetadata(field)?.MetaData);
                return ReadAsync(group, field, _rows);
            }))];
            _group++;
        }

        for (var end = Math.Min(_rows, _row + RowsAtOnce); _row < end; _row++)
        {
            for (var column = 0; column < _columns.Length; column++)
            {
                if (column > 0)
                {
                    _text.WriteByte(Separator);
                }

                WriteValue(_columns[column], _row);
            }

            _text.WriteByte((byte)'\n');
        }

        _text.Position = 0;
        return true;
    }

    private long RowsOf(int group) => Try(() =>
    {
        using var reader = _reader.OpenRowGroupReader(group);
        return Task.FromResult(reader.RowCount);
    });

    private static async Task<Array> ReadAsync(ParquetRowGroupReader group, DataField field, int rows)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>)) // the library's text
        {
            var texts = new string[rows];
            await group.ReadAsync(field, texts).ConfigureAwait(false);
            return texts;
        }

        return field.ClrType switch
        {
            var type when type == typeof(int) => await ReadAsync<int>().ConfigureAwait(false),
            var type when type == typeof(long) => await ReadAsync<long>().ConfigureAwait(false),
            var type when type == typeof(uint) => await ReadAsync<uint>().ConfigureAwait(false),
            var type when type == typeof(ulong) => await ReadAsync<ulong>().ConfigureAwait(false),
            var type when type == typeof(short) => await ReadAsync<short>().ConfigureAwait(false),
            var type when type == typeof(ushort) => await ReadAsync<ushort>().ConfigureAwait(false),
            var type when type == typeof(byte) => await ReadAsync<byte>().ConfigureAwait(false),
            var type when type == typeof(sbyte) => await ReadAsync<sbyte>().ConfigureAwait(false),
            var type when type == typeof(float) => await ReadAsync<float>().ConfigureAwait(false),
            var type when type == typeof(double) => await ReadAsync<double>().ConfigureAwait(false),
            var type when type == typeof(decimal) => await ReadAsync<decimal>().ConfigureAwait(false),
            var type when type == typeof(DateTime) => await ReadAsync<DateTime>().ConfigureAwait(false),
            var type when type == typeof(DateOnly) => await ReadAsync<DateOnly>().ConfigureAwait(false),
            var type when type == typeof(Guid) => await ReadAsync<Guid>().ConfigureAwait(false),
            _ => throw new SourceException(
                $"its column {field.Name} is none of numbers, texts and times, or is nested; leave it out of the columns"),
        };

        async Task<Array> ReadAsync<T>()
            where T : struct
        {
            if (field.IsNullable)
            {
                var values = new T?[rows];
                await group.ReadAsync<T>(field, values).ConfigureAwait(false);
                return values;
            }

            var all = new T[rows];
            await group.ReadAsync<T>(field, all).ConfigureAwait(false);
            return all;
        }
    }

    private void WriteValue(Array column, int row)
    {
        switch (column)
        {
            case string?[] texts:
                WriteText(texts[row]);
                break;
            case int[] numbers:
                WriteNumber(numbers[row]);
                break;
            case int?[] numbers:
                WriteNumber(numbers[row]);
                break;
            case long[] numbers:
                WriteNumber(numbers[row]);
                break;
            case long?[] numbers:
                WriteNumber(numbers[row]);
                break;
            default:
                WriteText(column.GetValue(row) switch // boxed: rarer kinds
                {
                    null => null,
                    DateTime time => Seconds(time).ToString(CultureInfo.InvariantCulture),
                    DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    float number => Exact(number),
                    double number => Exact(number),
                    IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                    var other => other.ToString(),
                });
                break;
        }
    }

    /// <summary>All digits: as a plain decimal where that holds them, such as an id, else in any notation.</summary>
    private static string Exact<T>(T number)
        where T : struct, INumber<T>, IFormattable
    {
        var text = number.ToString("0.##########", CultureInfo.InvariantCulture);
        return T.Parse(text, CultureInfo.InvariantCulture) == number
            ? text : number.ToString("R", CultureInfo.InvariantCulture);
    }

    private void WriteNumber(long? value)
    {
        if (value is { } number)
        {
            Span<byte> text = stackalloc byte[20];
            Utf8Formatter.TryFormat(number, text, out var length);
            _text.Write(text[..length]);
        }
    }

    private void WriteText(string? text)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? "");
        foreach (ref var value in bytes.AsSpan())
        {
            value = value < ' ' ? Bad : value;
        }

        _text.Write(bytes);
    }

    private static long Seconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    // The library throws whatever comes to its mind at a damaged file.
    /// <summary>Reads a file's description. A field of another type than it should have can lead the library to count for
    /// minutes; it is then left behind.</summary>
    private static ParquetReader Open(FileStream file, bool leaveOpen)
    {
        ParquetStructures.CheckDescription(file);
        return Try(() => Task.Run(() => ParquetReader.CreateAsync(file, leaveStreamOpen: leaveOpen)).WaitAsync(s_mostTime));
    }

    private static T Try<T>(Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is not (SourceException or OutOfMemoryException))
        {
            throw new SourceException("the Parquet file is damaged, or packed or written in a way that is not read");
        }
    }
}
