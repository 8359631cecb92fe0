using Drr.Agent.Data;
using Drr.Analysis.Statistics;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 2: how ratings are spread over films.</summary>
internal static class FilmConcentrationFigure
{
    internal static Figure Of(Concentration films, DatasetStats stats)
    {
        var plot = Style.NewPlot($"rated {stats.ItemNoun}s, from the least rated to the most", "share of all ratings");
        var x = Enumerable.Range(0, 101).Select(i => i / 100.0).ToArray();
        var area = plot.Add.FillY(x, [.. films.Curve], x);
        (area.FillColor, area.LineWidth) = (Palette.Blue.ToColor().WithAlpha(0.15), 0);
        var even = plot.Add.Line(0, 0, 1, 1);
        (even.LineColor, even.LineWidth, even.LinePattern) = (Palette.SoftInk.ToColor(), 2, LinePattern.Dashed);
        Style.Label(plot, $"all {stats.ItemNoun}s rated alike", 0.36, 0.39, Alignment.LowerRight, Palette.SoftInk);
        var curve = plot.Add.ScatterLine(x, [.. films.Curve]);
        (curve.Color, curve.LineWidth) = (Palette.Blue.ToColor(), Style.LineWidth + 1);
        (string Name, double Share, double Top)[] parts =
            [("1 %", 0.01, films.TopHundredth), ("10 %", 0.1, films.TopTenth), ("20 %", 0.2, films.TopFifth)];
        foreach (var (name, share, top) in parts)
        {
            plot.Add.Marker(1 - share, 1 - top, MarkerShape.FilledCircle, 14, Palette.Vermilion.ToColor());
            Style.Label(plot, name, 1 - share, 1 - top, Alignment.UpperLeft, Palette.Vermilion, right: 8);
        }

        // Above the diagonal there is always room.
        var lines = parts.Select(part => $"the most rated {part.Name} hold {Text.Percent(part.Top)}");
        var text = string.Join('\n', lines.Append(Invariant($"Gini coefficient {films.Gini:0.000}")));
        Style.Label(plot, text, 0.03, 0.98, Alignment.UpperLeft);
        plot.Axes.SetLimits(0, 1.06, 0, 1.02);
        plot.Axes.Bottom.TickGenerator = Style.RoundTicks(0, 1, Percent, 5);
        plot.Axes.Left.TickGenerator = Style.RoundTicks(0, 1, Percent, 5);
        var title = $"How {stats.RatingNoun}s spread over {stats.ItemNoun}s";
        return new("02-ratings-per-film", title, Caption(films, stats), 760, new Panel(plot));
    }

    private static string Percent(double share) => Invariant($"{100 * share:0} %");

    private static string Caption(Concentration films, DatasetStats stats) =>
        $"The {Text.Number(stats.RatedItems)} rated {stats.ItemNoun}s share {Text.Number(stats.Ratings)} {stats.RatingNoun}s "
        + "unevenly (Gini "
        + Invariant($"{films.Gini:0.000}): the most rated 1 % hold {Text.Percent(films.TopHundredth)}, ")
        + $"10 % hold {Text.Percent(films.TopTenth)}, 20 % hold {Text.Percent(films.TopFifth)}. "
        + $"Half of the {stats.ItemNoun}s have {Text.Number(stats.RatingsPerItem.Median)} {stats.RatingNoun}s or fewer, "
        + $"the most rated {Text.Number(stats.RatingsPerItem.Max)}.";
}
