using Drr.Analysis.Statistics;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 6: the largest genres, quarter by quarter.</summary>
internal static class GenreSeriesFigure
{
    private const int MostLabels = 13, MostBars = 30;

    internal static Figure Of(GenreSeries series)
    {
        var quarters = series.Quarters;
        var plot = Style.NewPlot("", "share of the quarter's ratings");
        var ends = new List<(double Place, string Name, string Color)>();
        foreach (var (genre, color) in series.Genres.Zip(Palette.Data))
        {
            Coordinates[] points =
            [
                .. Enumerable.Range(0, quarters.Count).Where(i => genre.Shares[i] is not null)
                    .Select(i => new Coordinates(i, genre.Shares[i]!.Value.Mean)),
            ];
            var line = plot.Add.Scatter(points);
            (line.Color, line.LineWidth, line.MarkerSize) = (color.ToColor(), Style.LineWidth, quarters.Count > MostBars ? 0 : 9);
            foreach (var point in quarters.Count > MostBars ? [] : points)
            {
                Style.Interval(plot, point.X, point.Y, genre.Shares[(int)point.X]!.Value.Margin, horizontal: false, color);
            }

            ends.Add((points[^1].Y, genre.Name, color));
        }

        var top = 1.05 * series.Genres.Max(g => g.Shares.Max(share => share is { } s ? s.Mean + (s.Margin ?? 0) : 0));
        foreach (var (place, (end, name, color)) in Spread([.. ends.OrderBy(end => end.Place)], top / 18))
        {
            Style.Label(plot, name, quarters.Count - 1, place, Alignment.MiddleLeft, color, right: 16);
        }

        plot.Axes.SetLimits(-0.3, (quarters.Count - 1) * 1.17, 0, top);
        plot.Axes.Left.TickGenerator = Style.RoundTicks(0, top, share => Invariant($"{100 * share:0} %"));
        var step = quarters.Count <= MostLabels ? 1 : (int)Math.Ceiling(quarters.Count / 4.0 / MostLabels) * 4;
        plot.Axes.Bottom.TickGenerator = Style.Ticks(
            from i in Enumerable.Range(0, quarters.Count)
            let quarter = quarters[i]
            where step == 1 || ((quarter.Year * 4) + quarter.Quarter - 1) % step == 0
            let year = Invariant($"{quarter.Year}")
            select ((double)i, step == 1 ? $"Q{quarter.Quarter}\n{year}\n{Text.Short(quarter.Ratings)}" : year));
        plot.XLabel(step == 1 ? "quarter (UTC), and its ratings" : "quarter (UTC)", Style.LabelSize);
        return new("06-genres-by-quarter", "The six largest genres over time", Caption(series), 760, new Panel(plot));
    }

    /// <summary>Moves labels up until each has room; given and returned in ascending order.</summary>
    private static IEnumerable<(double Place, (double, string, string) End)> Spread(
        (double Place, string, string)[] ends, double room)
    {
        var last = -room / 2; // the lowest must not be cut off
        foreach (var end in ends)
        {
            last = Math.Max(end.Place, last + room);
            yield return (last, end);
        }
    }

    private static string Caption(GenreSeries series)
    {
        var changes = series.Genres.Select(genre => (genre.Name, Shares: genre.Shares.OfType<Estimate>().ToArray()));
        var (name, shares) = changes.MaxBy(genre => Math.Abs(genre.Shares[^1].Mean - genre.Shares[0].Mean));
        var widest = series.Genres.Max(genre => genre.Shares.Max(share => share?.Margin ?? 0));
        var (few, most) = (series.Quarters.MinBy(q => q.Ratings)!, series.Quarters.MaxBy(q => q.Ratings)!);
        return $"From the first quarter to the last, {name} changes most: from {Text.Percent(shares[0].Mean)} "
            + $"to {Text.Percent(shares[^1].Mean)}. "
            + "A film of several genres counts in each. Quarters hold between "
            + $"{Text.Number(few.Ratings)} ratings ({few.Year} Q{few.Quarter}) and {Text.Number(most.Ratings)} ({most.Year} "
            + $"Q{most.Quarter}), so that 95 % intervals reach up to ± {Text.Percent(widest)}; quarters of fewer than "
            + $"{GenreSeries.FewestRatings} are left out.";
    }
}
