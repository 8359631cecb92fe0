using System.Globalization;
using static System.FormattableString;

namespace Drr.Analysis;

/// <summary>Numbers as people read them, the same in figures, captions and tables.</summary>
internal static class Text
{
    internal static string Number(double value) => Invariant($"{value:N0}");

    internal static string Stars(double value) => Invariant($"{value:0.00}");

    /// <summary>A share in percent with one decimal.</summary>
    internal static string Percent(double share) => Invariant($"{100 * share:0.0} %");

    /// <summary>Thousands and millions, abbreviated: <c>250 k</c>, <c>1.5 M</c>.</summary>
    internal static string Short(double value) => value switch
    {
        >= 1_000_000 => Invariant($"{value / 1_000_000:0.##} M"),
        >= 100_000 => Invariant($"{value / 1_000:0} k"),
        >= 10_000 => Invariant($"{value / 1_000:0.#} k"),
        _ => Number(value),
    };

    /// <summary>Five decimals at most; very large and very small ones by powers of ten.</summary>
    internal static string Value(double value)
    {
        if (value == 0 || Math.Abs(value) is >= 1e-4 and < 1e5)
        {
            return Invariant($"{value:0.#####}");
        }

        var parts = value.ToString("E2", CultureInfo.InvariantCulture).Split('E');
        return Power(double.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>A factor times a power of ten: <c>2·10⁹</c>, <c>0.0001</c>, <c>2e-7</c> (the figures' font has no raised
    /// minus).</summary>
    internal static string Power(double factor, int power)
    {
        if (power < 2)
        {
            return power < -4 ? Invariant($"{factor:0.##}e{power}") : Invariant($"{factor * Math.Pow(10, power):0.######}");
        }

        var raised = string.Concat(Invariant($"{power}").Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
        return factor is 1 or -1 ? $"{(factor < 0 ? "-" : "")}10{raised}" : Invariant($"{factor:0.##}·10{raised}");
    }

    /// <summary>In UTC.</summary>
    internal static string Date(long seconds) => Invariant($"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-dd}");

    /// <summary>In UTC, to the minute.</summary>
    internal static string Minute(long seconds) => Invariant($"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-dd HH:mm}");

    /// <summary>A value with its margin, where there is one.</summary>
    /// <param name="mean">The value.</param> <param name="margin">Half its interval.</param>
    /// <param name="format">Of both; a sign that it asks for is left off the margin.</param>
    internal static string WithMargin(double mean, double? margin, string format)
    {
        var value = mean.ToString(format, CultureInfo.InvariantCulture);
        var unsigned = format.Split(';')[0].TrimStart('+');
        return margin is { } half ? $"{value} ± {half.ToString(unsigned, CultureInfo.InvariantCulture)}" : value;
    }

    /// <summary>At most so many characters; what is longer ends in an ellipsis.</summary>
    internal static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)].TrimEnd() + "…";
}
