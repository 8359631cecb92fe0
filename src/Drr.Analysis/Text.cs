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

    /// <summary>Thousands and millions in short: <c>250 k</c>, <c>1.5 M</c>.</summary>
    internal static string Short(double value) => value switch
    {
        >= 1_000_000 => Invariant($"{value / 1_000_000:0.##} M"),
        >= 100_000 => Invariant($"{value / 1_000:0} k"),
        >= 10_000 => Invariant($"{value / 1_000:0.#} k"),
        _ => Number(value),
    };

    /// <summary>In UTC.</summary>
    internal static string Date(long seconds) => Invariant($"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-dd}");

    /// <summary>In UTC, to the minute.</summary>
    internal static string Minute(long seconds) => Invariant($"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-dd HH:mm}");

    /// <summary>With its margin, where there is one.</summary>
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
