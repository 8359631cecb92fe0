using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <content>The fields of the current row.</content>
internal sealed partial class RowReader
{
    private const int MostEvents = 1_000_000;
    private static readonly SearchValues<byte> s_number = SearchValues.Create("+-.0123456789"u8);

    /// <summary>A field that must be a raw id.</summary>
    public int Id(int field, string name) => (int)Whole(field, name, int.MaxValue);

    /// <summary>A field that must be a time.</summary>
    public long Time(int field) => Whole(field, "time", LastTime);

    /// <summary>A field that must be a raw id, a text of any kind; valid until the next row is read.</summary>
    public ReadOnlySpan<byte> Key(int field, string name)
    {
        var text = _csv.GetSpan(field);
        if (text.IsEmpty)
        {
            Report($"{name} is empty.");
        }
        else if (text.Length > KeyIndex.Longest)
        {
            Report(Invariant($"{name} '{Shown(field)}' is longer than {KeyIndex.Longest} bytes."));
        }
        else if (text.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            && TextRules.FaultOf(Decoded(field), isUtf8: true) is { } fault)
        {
            Report($"{name} '{Shown(field)}' {fault}.");
        }

        return text;
    }

    /// <summary>A field that must be a number with a decimal point or none.</summary>
    public float Number(int field, string name)
    {
        var text = _csv.GetSpan(field);
        if (!text.IsEmpty && !text.ContainsAnyExcept(s_number)
            && Utf8Parser.TryParse(text, out float value, out var read, 'f') && read == text.Length && float.IsFinite(value))
        {
            return value;
        }

        Report($"{name} '{Shown(field)}' is not a number such as 4 or 3.5.{HintAtHeader()}");
        return 0;
    }

    /// <summary>A field that must be a finite number in any notation, such as -3.2e-05.</summary>
    public float Real(int field, string name)
    {
        if (float.TryParse(_csv.GetSpan(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && float.IsFinite(value))
        {
            return value;
        }

        Report($"{name} '{Shown(field)}' is not a finite number such as -0.25 or 3e-05.");
        return 0;
    }

    /// <summary>A field that must be a number of events, 1 or more.</summary>
    public int Count(int field, string name)
    {
        var count = (int)Whole(field, name, MostEvents);
        if (IsSound && count == 0)
        {
            Report($"{name} is 0; a row stands for 1 event or more.");
        }

        return count;
    }

    /// <summary>A field that must be a moment: seconds or milliseconds since 1970, or a date with or without a time of
    /// day.</summary>
    /// <returns>Seconds since 1970; parts of seconds are dropped.</returns>
    public long Moment(int field)
    {
        var text = _csv.GetSpan(field);
        if (Moments.Parse(text) is { } seconds)
        {
            return seconds;
        }

        Report($"time '{Shown(field)}' is neither seconds nor milliseconds since 1970, nor a date such as 2024-01-31 or "
            + $"2024-01-31T23:59:00Z.{HintAtHeader()}");
        return 0;
    }

    /// <summary>A field that must be one of the scale's values, and whether it is written with a decimal point.</summary>
    public float Stars(int field, RatingScale scale, out bool hasPoint)
    {
        var text = _csv.GetSpan(field);
        hasPoint = text.Length > 1 && text.Contains((byte)'.');
        var value = text.Length == 1 ? text[0] - '0' : Decimal(text);
        if (!scale.Contains(value))
        {
            Report($"rating '{Shown(field)}' is not one of {scale}.");
        }

        return value;
    }

    /// <summary>A field that must hold text.</summary>
    public string? Text(int field, string name)
    {
        var text = OptionalText(field, name);
        if (text is null)
        {
            Report($"{name} is empty.");
        }

        return text;
    }

    /// <summary>A field that may be empty, which gives <c>null</c>.</summary>
    public string? OptionalText(int field, string name)
    {
        if (_csv.IsEmpty(field))
        {
            return null;
        }

        var text = Decoded(field);
        if (TextRules.FaultOf(text, _layout.TakesUtf8) is { } fault)
        {
            Report($"{name} '{Shown(field)}' {fault}.");
        }

        return text;
    }

    /// <summary>A field that must be <c>F</c> or <c>M</c>.</summary>
    public string? Gender(int field)
    {
        var text = _csv.GetSpan(field);
        if (text.Length == 1 && text[0] is (byte)'F' or (byte)'M')
        {
            return text[0] == 'F' ? "F" : "M";
        }

        Report($"gender '{Shown(field)}' is not F or M.");
        return null;
    }

    /// <summary>A field that must be empty, <c>F</c> or <c>M</c>.</summary>
    public string? OptionalGender(int field) => _csv.IsEmpty(field) ? null : Gender(field);

    /// <summary>A field that must be an age in years.</summary>
    public int Age(int field) => (int)Whole(field, "age", TextRules.OldestAge);

    /// <summary>A field that must be empty or an age in years.</summary>
    public int? OptionalAge(int field) => _csv.IsEmpty(field) ? null : Age(field);

    /// <summary>A field that must be an occupation code of ML-1M; gives its words.</summary>
    public string? OccupationCode(int field)
    {
        var code = (int)Whole(field, "occupation", Occupations.Words.Count - 1);
        return IsSound ? Occupations.Words[code] : null;
    }

    /// <summary>A field that must be 0 or 1.</summary>
    public bool Flag(int field, string name) => Whole(field, name, 1) == 1;

    private long Whole(int field, string name, long most)
    {
        var value = 0L;
        var text = _csv.GetSpan(field);
        foreach (var digit in text)
        {
            value = (uint)(digit - '0') <= 9 && value <= most ? (value * 10) + digit - '0' : long.MaxValue;
        }

        if (value <= most && text.Length > 0)
        {
            return value;
        }

        Report(Invariant($"{name} '{Shown(field)}' is not a whole number from 0 to {most}."));
        return 0;
    }

    private static float Decimal(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out float value, out var read, 'f') && read == text.Length && char.IsAsciiDigit((char)text[0])
            ? value
            : float.NaN;

    private string HintAtHeader() => Line == 1 ? " If the line is a header, pass --header true." : "";

    /// <summary>A field for a message.</summary>
    public string Shown(int field) => TextRules.Shown(Decoded(field));

    /// <summary>A field's text. Bytes pass the reader as they are; decoding a whole file of numbers would take longer than
    /// reading it.</summary>
    public string Decoded(int field) => _layout.Decode(_csv.GetSpan(field));
}
