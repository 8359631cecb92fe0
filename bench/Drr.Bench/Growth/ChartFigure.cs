using Drr.Analysis;
using Drr.Analysis.Figures;
using ScottPlot;
using Palette = Drr.Analysis.Figures.Palette; // ScottPlot has one too

namespace Drr.Bench.Growth;

/// <summary>A chart as a picture: both axes logarithmic, so that time = a · size^b is a straight line of slope b.</summary>
public static class ChartFigure
{
    private static readonly MarkerShape[] s_markers =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleUp];

    private const double Room = 0.1; // of a decade, around the points
    private const double LegendLine = 30, PlotHeight = 560; // pixels

    public static Figure Of(Chart chart)
    {
        var all = chart.Curves.SelectMany(curve => curve.Points).ToList();
        var (left, right) = (Math.Log10(all.Min(point => point.Size)), Math.Log10(all.Max(point => point.Size)));
        var bottom = Math.Log10(all.Min(point => point.Row.Seconds.Lower)) - Room;
        var top = Math.Log10(all.Max(point => point.Row.Seconds.Upper)) + Room;
        var plot = Style.NewPlot(chart.Axis, "time of a call");
        for (var i = 0; i < chart.Curves.Count; i++)
        {
            Add(plot, chart.Curves[i], Palette.Data[i].ToColor(), s_markers[i]);
        }

        foreach (var curve in chart.Curves)
        {
            AddLinear(plot, curve, top).LegendText = curve == chart.Curves[^1] ? "linear growth from the smallest" : "";
        }

        var legend = LegendLine * (chart.Curves.Count + 1.7) / PlotHeight; // its share of the height, above all curves
        plot.Axes.SetLimits(left - Room, right + Room, bottom, bottom + ((top - bottom) / (1 - legend)));
        plot.Axes.Bottom.TickGenerator = Style.Ticks(
            all.Select(point => point.Size).Distinct().Select(size => (Math.Log10(size), Text.Number(size))));
        plot.Axes.Left.TickGenerator = Style.Ticks(TimeTicks(bottom, top));
        plot.ShowLegend(Alignment.UpperLeft);
        return new($"growth-{chart.Key}", chart.Title, chart.Why, 760, new Panel(plot));
    }

    private static void Add(Plot plot, Curve curve, Color color, MarkerShape marker)
    {
        foreach (var point in curve.Points)
        {
            var (at, spread) = (Math.Log10(point.Size), point.Row.Seconds);
            var bar = plot.Add.Line(at, Math.Log10(spread.Lower), at, Math.Log10(spread.Upper));
            (bar.LineColor, bar.LineWidth) = (Palette.Ink.ToColor(), 2);
        }

        var x = curve.Points.Select(point => Math.Log10(point.Size)).ToArray();
        var line = plot.Add.Scatter(x, curve.Points.Select(point => Math.Log10(point.Seconds)).ToArray(), color);
        (line.LineWidth, line.MarkerShape, line.MarkerSize) = (Style.LineWidth, marker, 14);
        line.LegendText = $"{curve.Name}, slope {Document.Slope(curve.Slope)}";
    }

    /// <summary>A line of slope 1, as far as there is room.</summary>
    private static ScottPlot.Plottables.LinePlot AddLinear(Plot plot, Curve curve, double top)
    {
        var (x, y) = (Math.Log10(curve.Points[0].Size), Math.Log10(curve.Points[0].Seconds));
        var length = Math.Min(Math.Log10(curve.Growth), top - y);
        var line = plot.Add.Line(x, y, x + length, y + length);
        (line.LineColor, line.LineWidth, line.LinePattern) = (Palette.SoftInk.ToColor(), 2, LinePattern.Dashed);
        return line;
    }

    private static IEnumerable<(double Place, string Label)> TimeTicks(double low, double high)
    {
        int[] digits = high - low > 3.5 ? [1] : [1, 2, 5];
        return from power in Enumerable.Range(-8, 11)
               from digit in digits
               let place = power + Math.Log10(digit)
               where place >= low && place <= high
               select (place, Document.ShortTime(digit, power));
    }
}
