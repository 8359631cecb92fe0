using ScottPlot;
using ScottPlot.TickGenerators;

namespace Drr.Analysis.Figures;

/// <summary>What all plots share.</summary>
internal static class Style
{
    internal const float TextSize = 21, LabelSize = 22, LineWidth = 3;
    private static readonly int[] s_digits = [1, 2, 5];

    /// <summary>An empty plot with named axes.</summary>
    internal static Plot NewPlot(string x, string y)
    {
        EmbeddedFont.Use();
        var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false; // a figure may have other panels on the same canvas
        plot.FigureBackground.Color = plot.DataBackground.Color = Palette.Paper.ToColor();
        plot.Font.Set(EmbeddedFont.Name);
        plot.Axes.Color(Palette.SoftInk.ToColor());
        plot.Grid.MajorLineColor = Palette.Grid.ToColor();
        plot.Grid.MajorLineWidth = 1.5f;
        plot.Axes.Right.FrameLineStyle.IsVisible = plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.XLabel(x, LabelSize);
        plot.YLabel(y, LabelSize);
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.Label.Bold = false;
            axis.Label.ForeColor = axis.TickLabelStyle.ForeColor = Palette.Ink.ToColor();
            axis.TickLabelStyle.FontSize = TextSize;
            axis.MinorTickStyle.Length = 0;
        }

        plot.Legend.FontSize = TextSize;
        plot.Legend.FontColor = Palette.Ink.ToColor();
        plot.Legend.BackgroundColor = Palette.Paper.ToColor();
        plot.Legend.OutlineColor = Palette.Grid.ToColor();
        plot.Legend.ShadowColor = Colors.Transparent;
        return plot;
    }

    /// <summary>Labels at chosen places.</summary>
    internal static NumericManual Ticks(IEnumerable<(double Place, string Label)> ticks)
    {
        var all = ticks.ToArray();
        return new([.. all.Select(tick => tick.Place)], [.. all.Select(tick => tick.Label)]);
    }

    /// <summary>Labels at 1, 2, 5, 10, ... on an axis of decimal logarithms.</summary>
    internal static NumericManual LogTicks(double low, double high) => Ticks(
        from power in Enumerable.Range(-1, 10)
        from digit in s_digits
        let value = digit * Math.Pow(10, power)
        where value >= 1 && value >= low && value <= high
        select (Math.Log10(value), Text.Number(value)));

    /// <summary>Labels at round steps, about <paramref name="count"/> of them.</summary>
    internal static NumericManual RoundTicks(double from, double to, Func<double, string> text, int count = 6)
    {
        var raw = (to - from) / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * ((raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        var first = (long)Math.Ceiling((from / step) - 1e-9);
        var last = (long)Math.Floor((to / step) + 1e-9);
        return Ticks(Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step).Select(v => (v, text(v))));
    }

    /// <summary>A line with caps over the interval around a value.</summary>
    internal static void Interval(Plot plot, double x, double y, double? margin, bool horizontal, string color = Palette.Ink)
    {
        if (margin is not { } half)
        {
            return;
        }

        IReadOnlyList<double> none = [0], both = [half];
        var bar = plot.Add.ErrorBar([x], [y], both);
        (bar.XErrorNegative, bar.XErrorPositive) = horizontal ? (both, both) : (none, none);
        (bar.YErrorNegative, bar.YErrorPositive) = horizontal ? (none, none) : (both, both);
        (bar.Color, bar.LineWidth, bar.CapSize) = (color.ToColor(), 2, 8);
    }

    /// <summary>A text at a place; <paramref name="right"/> and <paramref name="up"/> move it by pixels.</summary>
    internal static ScottPlot.Plottables.Text Label(
        Plot plot, string text, double x, double y, Alignment alignment, string color = Palette.Ink, float right = 0,
        float up = 0)
    {
        var label = plot.Add.Text(text, x, y);
        (label.LabelFontName, label.LabelFontSize, label.LabelFontColor) = (EmbeddedFont.Name, TextSize, color.ToColor());
        (label.LabelAlignment, label.OffsetX, label.OffsetY) = (alignment, right, -up);
        (label.LabelBorderWidth, label.LabelBackgroundColor) = (0, Colors.Transparent);
        return label;
    }

    /// <summary>A bar from 0.</summary>
    internal static void Bar(
        Plot plot, double place, double value, bool horizontal, string color = Palette.Blue, double size = 0.7) =>
        plot.Add.Bar(new Bar
        {
            Position = place, Value = value, Size = size, FillColor = color.ToColor(), LineWidth = 0,
            Orientation = horizontal ? Orientation.Horizontal : Orientation.Vertical,
        });
}
