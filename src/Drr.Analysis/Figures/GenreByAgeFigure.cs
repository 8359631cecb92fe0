using Drr.Analysis.Statistics;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 8: genres by age group.</summary>
internal static class GenreByAgeFigure
{
    private const double FullColour = 0.69; // |ln lift|: twice or half as much as average

    internal static Figure Of(GenreByAge table)
    {
        var plot = Style.NewPlot("", "");
        for (var genre = 0; genre < table.Genres.Count; genre++)
        {
            for (var group = 0; group < table.Groups.Count; group++)
            {
                var (share, lift) = (table.Shares[genre][group], table.Lifts[genre][group]);
                var cell = plot.Add.Rectangle(group, group + 1, -genre - 1, -genre);
                cell.FillColor = Palette.Diverging(lift > 0 ? Math.Log(lift) / FullColour : -1);
                (cell.LineColor, cell.LineWidth) = (Palette.Paper.ToColor(), 2);
                var (x, y) = (group + 0.5, -genre - 0.5);
                Style.Label(plot, Invariant($"{100 * share:0.0}"), x, y, Alignment.MiddleRight, Palette.PatchInk, right: -6);
                Style.Label(plot, Invariant($"×{lift:0.00}"), x, y, Alignment.MiddleLeft, Palette.PatchInk, right: 6);
            }
        }

        plot.Axes.SetLimits(0, table.Groups.Count, -table.Genres.Count, 0);
        plot.Axes.Left.TickGenerator = Style.Ticks(table.Genres.Select((genre, i) => (-i - 0.5, genre)));
        plot.Axes.Bottom.TickGenerator = Style.Ticks(table.Groups.Select((group, i) => (i + 0.5, group)));
        plot.XLabel("% of the age group's ratings  ·  × lift: 1 is average, orange above, blue below", Style.LabelSize);
        plot.HideGrid();
        plot.Axes.Left.MajorTickStyle.Length = plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.FrameLineStyle.IsVisible = plot.Axes.Bottom.FrameLineStyle.IsVisible = false;
        var height = 180 + (44 * table.Genres.Count);
        return new("08-genres-by-age", "What each age group watches", Caption(table), height, new Panel(plot));
    }

    private static string Caption(GenreByAge table)
    {
        var cells = from genre in Enumerable.Range(0, table.Genres.Count)
                    from column in Enumerable.Range(0, table.Groups.Count)
                    let values = (Share: table.Shares[genre][column], Lift: table.Lifts[genre][column])
                    select (Genre: table.Genres[genre], Group: table.Groups[column], values.Share, values.Lift);
        var (high, low) = (cells.MaxBy(cell => cell.Lift), cells.MinBy(cell => cell.Lift));
        return $"{high.Genre} has {Text.Percent(high.Share)} of the ratings of the group {high.Group}, "
            + Invariant($"{high.Lift:0.00} times the average, the highest lift; the lowest is that of {low.Genre} in the group ")
            + Invariant($"{low.Group}: {Text.Percent(low.Share)}, {low.Lift:0.00} times. A film of several genres counts in ")
            + "each, so columns sum to more than 100 %.";
    }
}
