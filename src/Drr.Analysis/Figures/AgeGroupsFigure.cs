using Drr.Analysis.Statistics;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 7: users, ratings and mean stars per age group.</summary>
internal static class AgeGroupsFigure
{
    internal static Figure Of(IReadOnlyList<CrowdStats> groups)
    {
        const double First = 0.4, Other = 0.3; // parts of the width; the first has the names too
        var users = Counts(groups, "users", group => group.Users);
        users.Axes.Left.TickGenerator = Style.Ticks(groups.Select((group, i) => (-(double)i, group.Name)));
        var ratings = Counts(groups, "ratings", group => group.Ratings);
        return new(
            "07-age-groups", "Age groups", Caption(groups), 640,
            new Panel(users, Width: First), new Panel(ratings, First, Width: Other),
            new Panel(Means(groups), First + Other, Width: Other));
    }

    private static Plot Counts(IReadOnlyList<CrowdStats> groups, string name, Func<CrowdStats, int> count)
    {
        var (plot, most) = (Style.NewPlot(name, ""), groups.Max(count));
        for (var i = 0; i < groups.Count; i++)
        {
            Style.Bar(plot, -i, count(groups[i]), horizontal: true);
            Style.Label(plot, Text.Number(count(groups[i])), count(groups[i]), -i, Alignment.MiddleLeft, right: 6);
        }

        plot.Axes.SetLimits(0, 1.42 * most, 0.4 - groups.Count, 0.6);
        plot.Axes.Bottom.TickGenerator = Style.RoundTicks(0, 1.42 * most, Text.Short, 3);
        Plain(plot);
        plot.HideGrid(); // the bars say their values
        return plot;
    }

    private static Plot Means(IReadOnlyList<CrowdStats> groups)
    {
        var plot = Style.NewPlot("mean stars, 95 % interval", "");
        for (var i = 0; i < groups.Count; i++)
        {
            var mean = groups[i].MeanStars;
            Style.Interval(plot, mean.Mean, -i, mean.Margin, horizontal: true);
            plot.Add.Marker(mean.Mean, -i, MarkerShape.FilledCircle, 13, Palette.Vermilion.ToColor());
            Style.Label(plot, Text.Stars(mean.Mean), mean.Mean, -i, Alignment.LowerCenter, up: 7);
        }

        var low = groups.Min(group => group.MeanStars.Mean - (group.MeanStars.Margin ?? 0));
        var high = groups.Max(group => group.MeanStars.Mean + (group.MeanStars.Margin ?? 0));
        var room = Math.Max(0.12 * (high - low), 0.02);
        plot.Axes.SetLimits(low - room, high + room, 0.4 - groups.Count, 0.6);
        plot.Axes.Bottom.TickGenerator = Style.RoundTicks(low - room, high + room, value => Invariant($"{value:0.0#}"), 3);
        Plain(plot);
        return plot;
    }

    private static void Plain(Plot plot)
    {
        plot.Axes.Left.TickGenerator = Style.Ticks([]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
    }

    private static string Caption(IReadOnlyList<CrowdStats> groups)
    {
        var (users, ratings) = (groups.Sum(group => group.Users), groups.Sum(group => (double)group.Ratings));
        var most = groups.MaxBy(group => group.Ratings)!;
        var low = groups.MinBy(group => group.MeanStars.Mean)!;
        var high = groups.MaxBy(group => group.MeanStars.Mean)!;
        return $"The age group {most.Name} has {Text.Percent((double)most.Users / users)} of the users and gives "
            + $"{Text.Percent(most.Ratings / ratings)} of the ratings. The mean runs from {Mean(low)} stars ({low.Name}) to "
            + $"{Mean(high)} ({high.Name}); the intervals take users, not ratings, as independent.";
    }

    private static string Mean(CrowdStats group) =>
        Text.WithMargin(group.MeanStars.Mean, group.MeanStars.Margin, "0.00");
}
