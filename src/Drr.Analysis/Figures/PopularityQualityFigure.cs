using Drr.Agent;
using Drr.Analysis.Statistics;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 4: popularity against quality.</summary>
internal static class PopularityQualityFigure
{
    private static readonly int[] s_keys = [1, 3, 10, 30, 100, 300];

    internal static Figure Of(PopularityQuality quality, string noun)
    {
        var plot = Style.NewPlot($"ratings of the {noun} (logarithmic)", "mean stars");
        var (left, right) = (Math.Log10(PopularityQuality.FewestRatings), Math.Log10(quality.Films[^1].Ratings) + 0.03);
        var bottom = Math.Floor(2 * quality.Films.Min(film => film.MeanStars)) / 2; // half stars
        var top = Math.Max(Math.Ceiling(2 * quality.Films.Max(film => film.MeanStars)) / 2, bottom + 0.5);
        var side = (top - bottom) / 60;
        var grid = new HexagonGrid(left, bottom, (right - left) / 34, side);
        foreach (var film in quality.Films)
        {
            grid.Add(Math.Log10(film.Ratings), film.MeanStars);
        }

        var most = grid.Cells.Max(cell => cell.Count);
        foreach (var (center, count) in grid.Cells)
        {
            var cell = plot.Add.Polygon(grid.Corners(center));
            (cell.FillColor, cell.LineWidth, cell.LineColor) = (Shade(count, most), 1, Palette.Paper.ToColor());
        }

        var medians = plot.Add.Scatter(
            quality.Medians.Select(part => new Coordinates(Math.Log10(part.MedianRatings), part.MedianStars)).ToArray());
        (medians.Color, medians.LineWidth, medians.MarkerSize) = (Palette.Vermilion.ToColor(), Style.LineWidth + 1, 13);
        medians.LegendText = $"median of each tenth of the {noun}s";
        foreach (var key in s_keys.TakeWhile(key => key < most).Append(most)) // the darkest shade too
        {
            plot.Legend.ManualItems.Add(new() { LabelText = Counted.Of(key, noun), FillColor = Shade(key, most) });
        }

        plot.ShowLegend(Alignment.LowerRight);
        plot.Axes.SetLimits(left - 0.035, right + 0.01, bottom - (2 * side), top + (2 * side));
        plot.Axes.Bottom.TickGenerator = Style.LogTicks(PopularityQuality.FewestRatings, quality.Films[^1].Ratings);
        plot.Axes.Left.TickGenerator = Style.RoundTicks(bottom, top, value => Invariant($"{value:0.0}"));
        return new("04-popularity-quality", "Popularity against quality", Caption(quality, noun), 780, new Panel(plot));
    }

    private static Color Shade(int count, int most) => Palette.Sequential(Math.Log(count) / Math.Max(Math.Log(most), 1));

    private static string Caption(PopularityQuality quality, string noun) =>
        $"{char.ToUpperInvariant(noun[0])}{noun[1..]}s that are rated more often are rated "
        + $"{(quality.RankCorrelation > 0 ? "higher" : "lower")} "
        + Invariant($"(rank correlation {quality.RankCorrelation:0.00} over {Text.Number(quality.Count)} {noun}s with more than ")
        + Invariant($"{PopularityQuality.FewestRatings} ratings): the median {noun} has {quality.Medians[0].MedianStars:0.00} ")
        + Invariant($"stars in the least rated tenth ({Range(quality.Medians[0])}) and ")
        + Invariant($"{quality.Medians[^1].MedianStars:0.00} in the most rated ({Range(quality.Medians[^1])}).");

    private static string Range(QualityMedian part) =>
        $"{Text.Number(part.FewestRatings)} to {Text.Number(part.MostRatings)} ratings";
}

/// <summary>Points counted in regular hexagons, which tile the plane with less bias of direction than squares.</summary>
/// <param name="left">Where the grid begins.</param> <param name="bottom">Where the grid begins.</param>
/// <param name="width">Of a hexagon, flat to flat, in units of x.</param>
/// <param name="side">A quarter of its height, in units of y.</param>
internal sealed class HexagonGrid(double left, double bottom, double width, double side)
{
    private readonly Dictionary<(int Column, int Row), int> _counts = [];

    /// <summary>Centre and count of each hexagon that holds a point.</summary>
    internal IEnumerable<(Coordinates Center, int Count)> Cells =>
        _counts.OrderBy(cell => cell.Key).Select(cell => (CenterOf(cell.Key.Column, cell.Key.Row), cell.Value));

    internal void Add(double x, double y)
    {
        var cell = Nearest(x, y);
        _counts[cell] = _counts.GetValueOrDefault(cell) + 1;
    }

    /// <summary>The six corners around a centre.</summary>
    internal Coordinates[] Corners(Coordinates center)
    {
        (double X, double Y)[] corners = [(0, 2), (0.5, 1), (0.5, -1), (0, -2), (-0.5, -1), (-0.5, 1)];
        return [.. corners.Select(c => new Coordinates(center.X + (c.X * width), center.Y + (c.Y * side)))];
    }

    // Rows are three sides apart, every other one half a width to the right; the nearest centre lies in one of two rows.
    private (int Column, int Row) Nearest(double x, double y)
    {
        var below = (int)Math.Floor((y - bottom) / (3 * side));
        return Enumerable.Range(below, 2)
            .Select(row => (Column: (int)Math.Round(((x - left) / width) - (row % 2 * 0.5)), Row: row))
            .MinBy(cell => Distance(CenterOf(cell.Column, cell.Row)));

        double Distance(Coordinates c) => // in a plane where the hexagon is regular: height 4 sides = width · 2 / sqrt(3)
            Math.Pow((c.X - x) / width, 2) + Math.Pow((c.Y - y) / (4 * side) * (2 / Math.Sqrt(3)), 2);
    }

    private Coordinates CenterOf(int column, int row) =>
        new(left + ((column + (row % 2 * 0.5)) * width), bottom + (row * 3 * side));
}
