using Drr.Agent.Data;
using Drr.Analysis.Statistics;
using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>Figure 2: how ratings are spread over films.</summary>
internal static class FilmConcentrationFigure
{
    internal static Figure Of(Concentration films, DatasetStats stats)
    {
        var plot = Style.NewPlot("rated films, from the least rated to the most", "share of all ratings");
        var x = Enumerable.Range(0, 101).Select(i => i / 100.0).ToArray();
        var area = plot.Add.FillY(x, [.. films.Curve], x);
        (area.FillColor, area.LineWidth) = (Palette.Blue.ToColor().WithAlpha(0.15), 0);
        var even = plot.Add.Line(0, 0, 1, 1);
        (even.LineColor, even.LineWidth, even.LinePattern) = (Palette.SoftInk.ToColor(), 2, LinePattern.Dashed);
        Style.Label(plot, "all films rated alike", 0.36, 0.39, Alignment.LowerRight, Palette.SoftInk);
        var curve = plot.Add.ScatterLine(x, [.. films.Curve]);
        (curve.Color, curve.LineWidth) = (Palette.Blue.ToColor(), Style.LineWidth + 1);
        Mark(plot, "20 %", 0.8, films.TopFifth, down: 0);
        Mark(plot, "10 %", 0.9, films.TopTenth, down: 0);
        Mark(plot, "1 %", 0.99, films.TopHundredth, down: 0.12); // beside the point it would cross the diagonal

        Style.Label(plot, FormattableString.Invariant($"Gini {films.Gini:0.000}"), 0.62, 0.5, Alignment.MiddleCenter, Palette.Blue);
        plot.Axes.SetLimits(0, 1.02, 0, 1.02);
        plot.Axes.Bottom.TickGenerator = Style.RoundTicks(0, 1, Percent, 5);
        plot.Axes.Left.TickGenerator = Style.RoundTicks(0, 1, Percent, 5);
        return new("02-ratings-per-film", "How ratings spread over films", Caption(films, stats), 760, new Panel(plot));
    }

    private static void Mark(Plot plot, string name, double from, double top, double down)
    {
        var (x, y) = (from - (down > 0 ? 0.045 : 0.025), 1 - top - down);
        var line = plot.Add.Line(from, 1 - top, x, y);
        (line.LineColor, line.LineWidth) = (Palette.Vermilion.ToColor(), 1.5f);
        plot.Add.Marker(from, 1 - top, MarkerShape.FilledCircle, 14, Palette.Vermilion.ToColor());
        Style.Label(plot, $"top {name}: {Text.Percent(top)}", x, y, Alignment.MiddleRight, right: -4);
    }

    private static string Percent(double share) => FormattableString.Invariant($"{100 * share:0} %");

    private static string Caption(Concentration films, DatasetStats stats) =>
        $"The {Text.Number(stats.RatedItems)} rated films share {Text.Number(stats.Ratings)} ratings unevenly (Gini "
        + FormattableString.Invariant($"{films.Gini:0.000}): the most rated 1 % hold {Text.Percent(films.TopHundredth)}, ")
        + $"10 % hold {Text.Percent(films.TopTenth)}, 20 % hold {Text.Percent(films.TopFifth)}. "
        + $"Half of the films have {Text.Number(stats.RatingsPerItem.Median)} ratings or fewer, "
        + $"the most rated {Text.Number(stats.RatingsPerItem.Max)}.";
}
