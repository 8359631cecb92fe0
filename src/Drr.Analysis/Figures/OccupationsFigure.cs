using Drr.Analysis.Statistics;
using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>Figure 9: occupations.</summary>
internal static class OccupationsFigure
{
    internal static Figure Of(IReadOnlyList<CrowdStats> occupations)
    {
        const double First = 0.58;
        var panels = new List<Panel> { new(Ratings(occupations), Width: First), new(PerUser(occupations), First, 0, 1 - First) };
        return new("09-occupations", "Occupations", Caption(occupations), 200 + (36 * occupations.Count), panels);
    }

    private static Plot Ratings(IReadOnlyList<CrowdStats> occupations)
    {
        var (plot, most) = (Style.NewPlot("ratings", ""), occupations[0].Ratings);
        for (var i = 0; i < occupations.Count; i++)
        {
            Style.Bar(plot, -i, occupations[i].Ratings, horizontal: true);
            Style.Label(plot, Text.Number(occupations[i].Ratings), occupations[i].Ratings, -i, Alignment.MiddleLeft, right: 6);
        }

        plot.Axes.SetLimits(0, 1.28 * most, 0.4 - occupations.Count, 0.6);
        plot.Axes.Left.TickGenerator = Style.Ticks(occupations.Select((crowd, i) => (-(double)i, crowd.Name)));
        plot.Axes.Bottom.TickGenerator = Style.RoundTicks(0, 1.28 * most, Text.Short, 4);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.HideGrid(); // the bars say their values
        return plot;
    }

    private static Plot PerUser(IReadOnlyList<CrowdStats> occupations)
    {
        var plot = Style.NewPlot("ratings per user, 95 % interval", "");
        var high = occupations.Max(crowd => crowd.RatingsPerUser.Mean + (crowd.RatingsPerUser.Margin ?? 0));
        for (var i = 0; i < occupations.Count; i++)
        {
            var (mean, margin, _) = occupations[i].RatingsPerUser;
            Style.Interval(plot, mean, -i, margin, horizontal: true);
            plot.Add.Marker(mean, -i, MarkerShape.FilledCircle, 12, Palette.Vermilion.ToColor());
            Style.Label(plot, Text.Number(mean), 1.22 * high, -i, Alignment.MiddleRight, right: -6);
        }

        plot.Axes.SetLimits(0, 1.22 * high, 0.4 - occupations.Count, 0.6);
        plot.Axes.Bottom.TickGenerator = Style.RoundTicks(0, high, Text.Number, 4);
        plot.Axes.Left.TickGenerator = Style.Ticks([]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
        return plot;
    }

    private static string Caption(IReadOnlyList<CrowdStats> occupations)
    {
        var total = occupations.Sum(crowd => (double)crowd.Ratings);
        var (first, last) = (occupations[0], occupations[^1]);
        var (high, low) = (occupations.MaxBy(c => c.RatingsPerUser.Mean)!, occupations.MinBy(c => c.RatingsPerUser.Mean)!);
        return $"Most ratings come from {first.Name} ({Text.Number(first.Ratings)}, {Text.Percent(first.Ratings / total)}), "
            + $"fewest from {last.Name} ({Text.Number(last.Ratings)}). Per user it is {high.Name} with {PerUser(high)} against "
            + $"{low.Name} with {PerUser(low)}.";
    }

    private static string PerUser(CrowdStats crowd) =>
        Text.WithMargin(crowd.RatingsPerUser.Mean, crowd.RatingsPerUser.Margin, "0");
}
