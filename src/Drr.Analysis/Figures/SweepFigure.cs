using System.Globalization;
using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>What a sweep found: a panel a setting, a point a trial, a line through the means.</summary>
public static class SweepFigure
{
    private const int Across = 3, PanelHeight = 420, MostNamed = 6;

    /// <summary>The figure of finished trials.</summary>
    /// <param name="metric">What the trials are compared by.</param> <param name="settings">What was varied, by path.</param>
    /// <param name="trials">Values of the settings, in their order, and the figure.</param>
    /// <exception cref="ArgumentException">There is no trial or no setting.</exception>
    public static Figure Of(string metric, IReadOnlyList<string> settings, IReadOnlyList<(string[] Values, double Figure)> trials)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(trials);
        if (settings.Count == 0 || trials.Count == 0)
        {
            throw new ArgumentException("A figure of a sweep needs a setting and a trial.", nameof(trials));
        }

        var (columns, rows) = (Math.Min(Across, settings.Count), (settings.Count + Across - 1) / Across);
        var panels = settings.Select((setting, i) => new Panel(
            Plot(metric, setting, [.. trials.Select(trial => (trial.Values[i], trial.Figure))]),
            (double)(i % Across) / columns, (double)(i / Across) / rows, 0.97 / columns, 0.97 / rows));
        var best = trials.MaxBy(trial => trial.Figure);
        var where = string.Join(", ", settings.Zip(best.Values, (setting, value) => $"{setting} {value}"));
        return new(
            "sweep", $"Sweep: {metric}", $"{Text.Number(trials.Count)} trials; the best has {Format(best.Figure)}: {where}.",
            120 + (rows * PanelHeight), [.. panels]);
    }

    private static Plot Plot(string metric, string setting, (string Value, double Figure)[] points)
    {
        var axis = Places(points.Select(point => point.Value));
        var plot = Style.NewPlot(axis.IsLog ? $"{setting} (logarithmic)" : setting, metric);
        var marks = plot.Add.ScatterPoints(
            points.Select(point => axis.Place[point.Value]).ToArray(), points.Select(point => point.Figure).ToArray());
        (marks.Color, marks.MarkerSize) = (Palette.Blue.ToColor(), 11);
        var means = points.GroupBy(point => point.Value).Select(group => new Coordinates(
            axis.Place[group.Key], group.Average(point => point.Figure))).OrderBy(mean => mean.X).ToArray();
        if (axis.IsNamed && means.Length > 1)
        {
            var line = plot.Add.ScatterLine(means);
            (line.Color, line.LineWidth) = (Palette.Vermilion.ToColor(), Style.LineWidth);
        }

        var (low, high) = (points.Min(point => point.Figure), points.Max(point => point.Figure));
        var margin = Math.Max(0.1 * (high - low), 1e-3);
        var (left, right) = (axis.Place.Values.Min(), axis.Place.Values.Max());
        var side = Math.Max(0.12 * (right - left), 0.3 * (right > left ? 0 : 1));
        plot.Axes.SetLimits(left - side, right + side, low - margin, high + margin);
        plot.Axes.Left.TickGenerator = Style.RoundTicks(low - margin, high + margin, Format, 5);
        plot.Axes.Bottom.TickGenerator = axis.IsNamed
            ? Style.Ticks(axis.Place.Select(place => (place.Value, place.Key)))
            : Style.RoundTicks(left, right, x => Short(axis.IsLog ? Math.Pow(10, x) : x), 2);
        return plot;
    }

    /// <summary>A few values stand side by side under their names; many numbers on a scale, of logarithms if they span
    /// decades.</summary>
    private static (Dictionary<string, double> Place, bool IsNamed, bool IsLog) Places(IEnumerable<string> values)
    {
        string[] distinct = [.. values.Distinct()];
        double Number(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
        var numbers = Array.ConvertAll(distinct, Number);
        var areNumbers = Array.TrueForAll(numbers, double.IsFinite);
        if (!areNumbers || distinct.Length <= MostNamed)
        {
            var ordered = areNumbers ? distinct.OrderBy(Number) : distinct.Order(StringComparer.Ordinal);
            return (ordered.Select((text, place) => (text, place)).ToDictionary(v => v.text, v => (double)v.place), true, false);
        }

        var isLog = numbers.Min() > 0 && numbers.Max() / numbers.Min() >= 10;
        return (distinct.ToDictionary(text => text, text => isLog ? Math.Log10(Number(text)) : Number(text)), false, isLog);
    }

    private static string Short(double value) => value.ToString(
        Math.Abs(value) is > 0 and < 0.01 ? "0.#e-0" : "G2", CultureInfo.InvariantCulture);

    private static string Format(double figure) => figure.ToString("0.0000", CultureInfo.InvariantCulture);
}
