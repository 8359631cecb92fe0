using Drr.Analysis.Figures;
using ScottPlot;
using Palette = Drr.Analysis.Figures.Palette;
using static System.FormattableString;

namespace Drr.Analysis.Training;

/// <summary>A field of the metrics over the steps: of each run the smoothed curve over the faint raw one; of several seeds the
/// mean of the smoothed ones over a band that holds them all.</summary>
/// <param name="Stage">Whose lines are read.</param> <param name="Field">The field of these lines.</param>
/// <param name="Label">Of the axis.</param> <param name="Text">Writes a value.</param>
internal sealed record CurvePanel(string Stage, string Field, string Label, Func<double, string> Text)
{
    private const double WideRange = 50; // from this ratio of largest to smallest on, the axis is logarithmic
    private const int MostPowers = 6; // the labels of more would touch
    private const byte Faint = 0x55;
    private static readonly int[] s_digits = [1, 2, 5];

    internal bool IsEmpty(IEnumerable<TrainingLog> logs) => logs.All(log => log.Curves(Stage, Field).Count == 0);

    /// <summary>Whether the axis is logarithmic; means are then of logarithms, so that a smoothed line stays within its
    /// raw one.</summary>
    internal bool IsWide(IEnumerable<TrainingLog> logs)
    {
        double[] values = [.. logs.SelectMany(log => log.Curves(Stage, Field)).SelectMany(curve => curve.Values)];
        return values.Min() is > 0 and var low && values.Max() > WideRange * low;
    }

    /// <summary>The value at the end of the smoothed curve, its mean over the seeds, as drawn.</summary>
    internal double? Last(TrainingLog log, bool wide)
    {
        var ends = log.Curves(Stage, Field).Select(curve => Scaled(curve, wide).Smoothed().Values[^1]).ToArray();
        return ends.Length == 0 ? null : wide ? Math.Pow(10, ends.Average()) : ends.Average();
    }

    internal Plot Draw(IReadOnlyList<TrainingLog> logs, string foot)
    {
        var plot = Style.NewPlot(foot, Label);
        var wide = IsWide(logs);
        Curve[][] curves = [.. logs.Select(log => log.Curves(Stage, Field).Select(curve => Scaled(curve, wide)).ToArray())];
        double[] values = [.. curves.SelectMany(seeds => seeds).SelectMany(curve => curve.Values)];
        var (low, high) = (values.Min(), values.Max());
        foreach (var (seeds, i) in curves.Select((seeds, i) => (seeds, i)).Where(pair => pair.seeds.Length > 0))
        {
            Draw(plot, seeds, ColorOf(i));
        }

        var room = high > low ? 0.06 * (high - low) : Math.Max(0.01, Math.Abs(high) / 10); // a flat line lies in the middle
        var isNeverNegative = !wide && low >= 0; // a share or a loss: its axis hardly goes below 0
        (low, high) = (isNeverNegative ? Math.Max(low - room, -0.03 * (high + room)) : low - room, high + room);
        var last = curves.SelectMany(seeds => seeds).Max(curve => curve.Steps[^1]);
        plot.Axes.SetLimits(0, last * 1.02, low, high);
        plot.Axes.Left.TickGenerator = wide ? PowerTicks(low, high) : Style.RoundTicks(low, high, Text, 5);
        plot.Axes.Bottom.TickGenerator = Style.RoundTicks(0, last * 1.02, Analysis.Text.Short);
        const float Left = 122, Right = 40, Top = 14; // alike in all panels, so that their steps lie under one another
        plot.Layout.Fixed(new PixelPadding(Left, Right, foot.Length > 0 ? 82 : 50, Top));
        return plot;
    }

    internal static Color ColorOf(int run) => Palette.Data[run % Palette.Data.Count].ToColor();

    private static Curve Scaled(Curve curve, bool wide) => wide ? curve.Select(Math.Log10) : curve;

    private static void Draw(Plot plot, Curve[] seeds, Color color)
    {
        Coordinates[] Points(Curve curve) => [.. curve.Steps.Zip(curve.Values, (step, value) => new Coordinates(step, value))];
        Curve line;
        if (seeds is [var only])
        {
            var raw = plot.Add.ScatterLine(Points(only), color.WithAlpha(Faint));
            raw.LineWidth = 2;
            line = only.Smoothed();
        }
        else
        {
            (var low, line, var high) = Curve.Band([.. seeds.Select(curve => curve.Smoothed())]);
            var band = plot.Add.Polygon([.. Points(low), .. Points(high).Reverse()]);
            (band.FillColor, band.LineWidth) = (color.WithAlpha(Faint), 0);
        }

        var smooth = plot.Add.Scatter(Points(line), color);
        (smooth.LineWidth, smooth.MarkerSize) = (Style.LineWidth, line.Steps.Count == 1 ? 9 : 0);
    }

    private static ScottPlot.TickGenerators.NumericManual PowerTicks(double low, double high)
    {
        var (first, last) = ((int)Math.Floor(low), (int)Math.Ceiling(high));
        var stride = (int)Math.Ceiling((high - low) / MostPowers);
        var plain = low >= -3 && high < 4; // 0.001 to 9999
        return Style.Ticks(
            from power in Enumerable.Range(first, last - first + 1)
            where power % stride == 0
            from digit in high - low > 3 ? s_digits[..1] : s_digits
            let place = Math.Log10(digit) + power
            where place >= low && place <= high
            select (place, plain ? Invariant($"{digit * Math.Pow(10, power):0.###}") : Analysis.Text.Power(digit, power)));
    }
}
