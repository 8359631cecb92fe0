using Drr.Agent.Data;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 3: which stars are given.</summary>
internal static class StarsFigure
{
    internal static Figure Of(DatasetStats stats)
    {
        var (stars, most) = (stats.Stars, stats.Stars.Max(star => star.Ratings));
        var plot = Style.NewPlot("stars", "ratings");
        for (var i = 0; i < stars.Count; i++)
        {
            Style.Bar(plot, i, stars[i].Ratings, horizontal: false);
            var count = stars.Count > 5 ? Text.Short(stars[i].Ratings) : Text.Number(stars[i].Ratings);
            Style.Label(plot, $"{count}\n{Text.Percent(stars[i].Share)}", i, stars[i].Ratings, Alignment.LowerCenter, up: 4);
        }

        plot.Axes.SetLimits(-0.6, stars.Count - 0.4, 0, 1.2 * most);
        plot.Axes.Bottom.TickGenerator = Style.Ticks(stars.Select((star, i) => ((double)i, Invariant($"{star.Stars}"))));
        plot.Axes.Left.TickGenerator = Style.RoundTicks(0, 1.2 * most, Text.Short);
        plot.Grid.XAxisStyle.IsVisible = false;
        return new("03-stars", "Distribution of stars", Caption(stats), 680, new Panel(plot));
    }

    private static string Caption(DatasetStats stats)
    {
        var (often, seldom) = (stats.Stars.MaxBy(star => star.Ratings)!, stats.Stars.MinBy(star => star.Ratings)!);
        var liked = stats.Stars.Where(star => star.Stars >= Protocols.Liking.From(stats.Scale)).Sum(star => star.Share);
        return Invariant($"The mean is {stats.MeanStars:0.000} stars. Most often given is {often.Stars} ")
            + Invariant($"({Text.Number(often.Ratings)} times, {Text.Percent(often.Share)}), least often {seldom.Stars} ")
            + Invariant($"({Text.Number(seldom.Ratings)}, {Text.Percent(seldom.Share)}); {Text.Percent(liked)} of all ratings ")
            + Invariant($"are {Protocols.Liking.From(stats.Scale)} stars or more.");
    }
}
