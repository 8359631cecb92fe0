using CsvHelper;
using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <summary>Reads a data file row by row and field by field, and reports faults with their line.</summary>
internal sealed partial class RowReader : IDisposable
{
    /// <summary>The last second of the year 9999, the last that a calendar can name.</summary>
    public const long LastTime = 253_402_300_799;

    private const int LongestRow = 1 << 16; // bytes: no row of a sound file is that long

    private readonly FileLayout _layout;
    private readonly FaultLog _faults;
    private readonly SourceStream _stream;
    private readonly CsvReader _csv;
    private readonly Func<string?> _damage;
    private readonly Queue<DataFault> _malformed = []; // the parser's callback must not throw, so it leaves them here
    private DataFault? _shortRow; // held until it is known whether the file ends inside it
    private bool _ended, _empty = true, _isTested, _isDamaged;
    private int _rows, _lastRow; // sound rows, and the line of the last

    /// <summary>Begins to read a file.</summary>
    /// <param name="stream">The file; disposed of with the reader.</param>
    /// <param name="layout">The layout of its rows.</param>
    /// <param name="faults">Where to report.</param>
    /// <param name="damage">Returns what is wrong with the file as a whole; called at the first fault.</param>
    public RowReader(SourceStream stream, FileLayout layout, FaultLog faults, Func<string?> damage)
    {
        (_stream, _layout, _faults, _damage) = (stream, layout, faults, damage);
        var isLong = layout.Separator.Length > 1; // such a separator is replaced by a single byte on the way in
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Mode = layout.IsQuoted ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            Separator = isLong ? null : layout.Separator[0],
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = layout.IsQuoted ? OnMalformed : null,
            MaxRecordSize = LongestRow,
            TrackLineNumbers = layout.IsQuoted, // in the other forms every line is a row, and rows are counted anyway
            SkipEmptyLines = layout.IsQuoted,
        };
        _csv = CsvReader.Create(isLong ? new CsvSeparatorStream(stream, layout.Separator) : stream, options);
        Begin();
    }

    /// <summary>The stated length of the file in bytes.</summary>
    public long Size => _stream.Size;

    /// <summary>1-based line of the current row.</summary>
    public int Line => (int)(_layout.IsQuoted ? _csv.LineNumber : _csv.RowNumber);

    /// <summary>Whether no fault of the current row was found so far.</summary>
    public bool IsSound { get; private set; }

    /// <summary>Moves to the next row with the right number of fields. Empty lines are skipped.</summary>
    public bool Read()
    {
        while (Next())
        {
            if (_csv.FieldCount == _layout.Fields)
            {
                _empty = false;
                (_rows, _lastRow) = (_rows + 1, Line);
                return IsSound = true;
            }

            if (_csv.RawRecord.IsEmpty)
            {
                continue;
            }

            if (_empty && _csv.FieldCount == 1) // the first row: all others would be at fault as well
            {
                Stop(Fault($"holds no {_layout.SeparatorName}, which must separate the fields '{_layout.Pattern}'."));
                return false;
            }

            _empty = false;
            _shortRow = Fault($"expected {_layout.Fields} fields '{_layout.Pattern}', found {_csv.FieldCount}.");
        }

        End();
        return false;
    }

    /// <summary>Reports a fault of the current row.</summary>
    /// <param name="text">A sentence.</param>
    public void Report(string text)
    {
        IsSound = false;
        Add(Fault(text));
    }

    public void Dispose() => _csv.Dispose();

    // All faults of a damaged file have one cause, which is reported instead of them.
    private void Add(DataFault fault)
    {
        if (!_isTested)
        {
            _isTested = true;
            if (_damage() is { } damage)
            {
                Stop(new(_layout.Name, 0, $"cannot be read: {damage}."));
                _isDamaged = true;
            }
        }

        if (!_isDamaged)
        {
            _faults.Add(fault);
        }
    }

    // Reports what makes the rest of the file meaningless.
    private void Stop(DataFault fault)
    {
        (_ended, _empty) = (true, false);
        Add(fault);
    }

    private DataFault Fault(string text) => new(
        _layout.Name,
        Line,
        _csv.RawRecord.Contains((byte)0) ? "holds a zero byte: the file is damaged, or it is UTF-16." : text);

    private void Begin()
    {
        if (_stream.IsUtf16)
        {
            Stop(new(_layout.Name, 0, $"looks like UTF-16; the file must be {_layout.EncodingName}."));
        }
        else if (_stream.HasUtf8Mark && !_layout.TakesUtf8)
        {
            Add(new(_layout.Name, 1, "starts with the byte order mark of UTF-8; the file must be Latin-1."));
        }

        if (_layout.HasHeader && Next() && Header() is var header && header != _layout.Pattern)
        {
            Stop(Fault($"expected the header '{_layout.Pattern}', found '{TextRules.Shown(header)}'."));
        }
    }

    private string Header()
    {
        var text = _layout.Decode(_csv.RawRecord);
        return _layout.Separator.Length > 1 ? text.Replace("\u001F", _layout.Separator, StringComparison.Ordinal) : text;
    }

    private bool Next()
    {
        var found = false;
        try
        {
            found = !_ended && _csv.Read();
        }
        catch (Exception exception) when (exception is SourceException or InvalidDataException or CsvFormatException)
        {
            var beyond = Line == 0 ? "" : Invariant($" beyond line {Line}");
            _malformed.Enqueue(new(_layout.Name, 0, $"cannot be read{beyond}: {Reason(exception)}."));
            _empty = false;
        }

        _ended = !found;
        if (_shortRow is { } row)
        {
            var cut = _ended && !_stream.EndsLine ? "; the file ends inside this row and may be cut short." : ".";
            _shortRow = null;
            Add(row with { Text = row.Text.TrimEnd('.') + cut });
        }

        while (_malformed.TryDequeue(out var fault))
        {
            Add(fault);
        }

        return found;
    }

    private void End()
    {
        if (_empty)
        {
            _empty = false;
            Add(new(_layout.Name, 0, $"holds no rows '{_layout.Pattern}'."));
        }
        else if (_rows > 1 && !_stream.EndsLine && _lastRow == Line)
        {
            _faults.Warn(new(
                _layout.Name, _lastRow, "the last row has no line end, as all others have: the file may be cut short."));
        }
    }

    // The library's messages name its types and options.
    private string Reason(Exception fault) => fault switch
    {
        SourceException => fault.Message,
        _ when _layout.Separator.Length > 1
            && !fault.Message.Contains(nameof(CsvReaderOptions.MaxRecordSize), StringComparison.Ordinal) =>
            "it holds the control character U+001F; the file is damaged, or no text",
        _ => Invariant($"a row is longer than {LongestRow:N0} bytes; the file is damaged, or none of this form"),
    };

    private void OnMalformed(CsvMalformedRecord record)
    {
        _empty = false;
        _malformed.Enqueue(new(_layout.Name, (int)record.LineNumber, record.Reason switch
        {
            CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote =>
                "a quoted field is not closed on its line.",
            CsvMalformedReason.TextAfterClosingQuote => "text follows a closing quote.",
            _ => "a quote stands inside a field that is not quoted.",
        }));
    }
}
