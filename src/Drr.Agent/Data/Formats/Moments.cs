namespace Drr.Agent.Data.Formats;

/// <summary>Times as files write them.</summary>
internal static class Moments
{
    private const long MostSeconds = 99_999_999_999; // of the year 5138; greater numbers are milliseconds
    private const int Thousand = 1_000;

    /// <summary>Seconds since 1970 in UTC; <c>null</c> where the text is no time.</summary>
    /// <param name="text">Seconds or milliseconds since 1970, or a date of ISO 8601 (2024-01-31), alone or followed by a T or a
    /// space, a time of day (23:59 or 23:59:30.5), and an offset or none: Z, +01:00, which is UTC where it is left out.</param>
    public static long? Parse(ReadOnlySpan<byte> text) =>
        text.Length > 4 && text[4] == '-' ? OfDate(text) : OfNumber(text);

    private static long? OfNumber(ReadOnlySpan<byte> text)
    {
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        if (whole.IsEmpty || whole.Length > 15 || (point >= 0 && !AreDigits(text[(point + 1)..])) || !AreDigits(whole))
        {
            return null;
        }

        var value = 0L;
        foreach (var digit in whole)
        {
            value = (10 * value) + digit - '0';
        }

        value = value > MostSeconds ? value / Thousand : value;
        return value <= RowReader.LastTime ? value : null;
    }

    private static long? OfDate(ReadOnlySpan<byte> text)
    {
        if (text.Length < 10 || text[7] != '-'
            || Digits(text[..4]) is not (>= 1970 and var year) || Digits(text[5..7]) is not (>= 1 and <= 12 and var month)
            || Digits(text[8..10]) is not (>= 1 and var day) || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var seconds = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        if (text.Length == 10)
        {
            return seconds;
        }

        var rest = text[11..];
        if (text[10] is not ((byte)'T' or (byte)' ') || Clock(ref rest) is not { } time)
        {
            return null;
        }

        if (rest is [(byte)':', ..])
        {
            if (rest.Length < 3 || Digits(rest[1..3]) is not (<= 60 and var second))
            {
                return null;
            }

            time += second;
            rest = rest[3..];
            if (rest is [(byte)'.', ..])
            {
                var end = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
                rest = end < 0 ? [] : rest[(end + 1)..];
            }
        }

        if (rest is [] or [(byte)'Z'])
        {
            return seconds + time;
        }

        var sign = rest[0];
        var left = rest[1..];
        return sign is (byte)'+' or (byte)'-' && Clock(ref left) is { } ahead && left.IsEmpty
            ? Math.Max(0, seconds + time - (sign == '+' ? ahead : -ahead))
            : null;
    }

    // Hours and minutes, with or without a colon, as seconds; what follows is left.
    private static int? Clock(ref ReadOnlySpan<byte> text)
    {
        var colon = text.Length > 2 && text[2] == ':' ? 1 : 0;
        if (text.Length < 4 + colon || Digits(text[..2]) is not (<= 24 and var hours)
            || Digits(text.Slice(2 + colon, 2)) is not (<= 59 and var minutes))
        {
            return null;
        }

        text = text[(4 + colon)..];
        return (hours * 3600) + (minutes * 60);
    }

    private static int? Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            if ((uint)(digit - '0') > 9)
            {
                return null;
            }

            value = (10 * value) + digit - '0';
        }

        return value;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
