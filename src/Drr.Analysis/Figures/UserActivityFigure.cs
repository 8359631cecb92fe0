using Drr.Agent.Data;
using Drr.Analysis.Statistics;
using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>Figure 1: how many ratings users give.</summary>
internal static class UserActivityFigure
{
    internal static Figure Of(UserActivity activity, Quartiles quartiles)
    {
        var (bins, most) = (activity.Bins, activity.Bins.Max(bin => bin.Users));
        var plot = Style.NewPlot("ratings of a user (logarithmic)", "users");
        foreach (var bin in bins)
        {
            var (left, right) = (Math.Log10(bin.From), Math.Log10(bin.To));
            Style.Bar(plot, (left + right) / 2, bin.Users, horizontal: false, Palette.Blue, 0.92 * (right - left));
        }

        var first = new Coordinates(Math.Log10(bins[0].From), 0);
        Coordinates[] points = [first, .. bins.Select(bin => new Coordinates(Math.Log10(bin.To), bin.ShareBelow))];
        var curve = plot.Add.ScatterLine(points);
        (curve.Color, curve.LineWidth, curve.Axes.YAxis) = (Palette.Vermilion.ToColor(), Style.LineWidth, plot.Axes.Right);
        (string, double)[] marks =
            [("quarter", quartiles.Lower), ("half", quartiles.Median), ("three quarters", quartiles.Upper)];
        foreach (var ((name, value), place) in marks.Zip([1.24, 1.16, 1.08]))
        {
            var x = Math.Log10(Math.Max(value, 1));
            var line = plot.Add.Line(x, 0, x, place * most);
            (line.LineColor, line.LineWidth, line.LinePattern) = (Palette.Ink.ToColor(), 2, LinePattern.Dashed);
            var onLeft = x - first.X > 0.6 * (Math.Log10(bins[^1].To) - first.X); // on the right it would be cut off
            var (alignment, right) = onLeft ? (Alignment.MiddleRight, -8) : (Alignment.MiddleLeft, 8);
            var label = Style.Label(plot, $"{name}: up to {Text.Number(value)}", x, place * most, alignment, right: right);
            label.LabelBackgroundColor = Palette.Paper.ToColor(); // it may lie over another of the lines
        }

        plot.Axes.SetLimits(first.X, Math.Log10(bins[^1].To), 0, 1.3 * most);
        plot.Axes.Bottom.TickGenerator = Style.LogTicks(bins[0].From, bins[^1].To);
        plot.Axes.Left.TickGenerator = Style.RoundTicks(0, 1.3 * most, Text.Number);
        plot.Axes.SetLimitsY(0, 1.3, plot.Axes.Right);
        plot.Grid.XAxisStyle.IsVisible = false; // its lines would cross the three labels
        plot.Axes.Right.FrameLineStyle.IsVisible = true;
        plot.Axes.Right.TickGenerator = Style.Ticks([.. Enumerable.Range(0, 5).Select(i => (i / 4.0, $"{25 * i} %"))]);
        plot.Axes.Right.Label.Text = "users with fewer (line)";
        (plot.Axes.Right.Label.FontSize, plot.Axes.Right.Label.ForeColor) = (Style.LabelSize, Palette.Vermilion.ToColor());
        return new("01-ratings-per-user", "Ratings per user", Caption(activity, quartiles), 720, new Panel(plot));
    }

    private static string Caption(UserActivity activity, Quartiles quartiles) =>
        $"{Text.Number(activity.Users)} users give between {Text.Number(Math.Max(quartiles.Min, 1))} and "
        + $"{Text.Number(quartiles.Max)} ratings; half of them give {Text.Number(quartiles.Median)} or fewer, a quarter more "
        + $"than {Text.Number(quartiles.Upper)}. "
        + $"The most active tenth gives {Text.Percent(activity.Concentration.TopTenth)} of all ratings.";
}
