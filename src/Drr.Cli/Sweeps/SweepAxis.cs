using System.Globalization;
using Drr.Agent.Runs;
using Drr.Tensors;

namespace Drr.Cli.Sweeps;

/// <summary>A setting that a sweep varies: the values it takes, or the range that it is drawn from.</summary>
/// <param name="Path">Of the setting.</param> <param name="Values">As text; for a range its two ends.</param>
/// <param name="IsRange">Drawn between the ends, both included.</param> <param name="IsLog">Drawn evenly in the
/// logarithm.</param>
internal sealed record SweepAxis(string Path, IReadOnlyList<string> Values, bool IsRange = false, bool IsLog = false)
{
    private const string Dots = "..", Log = ":log";
    private const int MostValues = 1000;

    /// <summary>Reads <c>path=a,b,c</c>, or <c>path=1..5</c> for whole numbers.</summary>
    /// <param name="text">The argument.</param> <param name="faults">Takes what is wrong with it.</param>
    internal static SweepAxis? Grid(string text, List<string> faults)
    {
        if (Split(text, "--grid", faults) is not var (path, values))
        {
            return null;
        }

        if (values.Split(Dots) is [var low, var high])
        {
            if (long.TryParse(low, CultureInfo.InvariantCulture, out var from)
                && long.TryParse(high, CultureInfo.InvariantCulture, out var to) && to >= from && to - from < MostValues)
            {
                var numbers = Enumerable.Range(0, (int)(to - from) + 1).Select(i => from + i);
                return new(path, [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
            }

            faults.Add($"--grid {text}: a range must be whole numbers, the lower first, at most {MostValues} of them.");
            return null;
        }

        return new(path, values.Split(','));
    }

    /// <summary>Reads <c>path=low..high</c>, <c>path=low..high:log</c> or <c>path=a,b,c</c>.</summary>
    /// <param name="text">The argument.</param> <param name="faults">Takes what is wrong with it.</param>
    internal static SweepAxis? Random(string text, List<string> faults)
    {
        if (Split(text, "--random", faults) is not var (path, values))
        {
            return null;
        }

        var isLog = values.EndsWith(Log, StringComparison.OrdinalIgnoreCase);
        var range = isLog ? values[..^Log.Length] : values;
        if (range.Split(Dots) is not [var low, var high])
        {
            if (isLog)
            {
                faults.Add($"--random {text}: {Log} belongs after a range, low..high.");
            }

            return isLog ? null : new(path, values.Split(','));
        }

        if (Number(low) is { } from && Number(high) is { } to && from < to && (!isLog || from > 0))
        {
            return new(path, [low, high], IsRange: true, isLog);
        }

        faults.Add($"--random {text}: a range must be two numbers, the lower first{(isLog ? " and above 0" : "")}.");
        return null;
    }

    /// <summary>A value of the axis. Numbers have four digits, so that they can be typed again.</summary>
    internal string Draw(Rng rng)
    {
        if (!IsRange)
        {
            return Values[rng.NextInt(Values.Count)];
        }

        var (low, high, share) = (Number(Values[0])!.Value, Number(Values[1])!.Value, rng.NextDouble());
        var type = Setting.All.FirstOrDefault(setting => setting.Path.Equals(Path, StringComparison.OrdinalIgnoreCase))?.Type;
        if (type == typeof(int) || type == typeof(ulong))
        {
            var whole = IsLog ? Math.Round(low * Math.Pow(high / low, share)) : Math.Floor(low + (share * (high - low + 1)));
            return Math.Clamp(whole, low, high).ToString("0", CultureInfo.InvariantCulture);
        }

        var value = IsLog ? low * Math.Pow(high / low, share) : low + (share * (high - low));
        return value.ToString("G4", CultureInfo.InvariantCulture);
    }

    private static (string Path, string Values)? Split(string text, string flag, List<string> faults)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && equals < text.Length - 1)
        {
            return (text[..equals], text[(equals + 1)..]);
        }

        faults.Add($"{flag} {text}: must be name=values, such as learning.discount=0,0.5,0.9.");
        return null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
