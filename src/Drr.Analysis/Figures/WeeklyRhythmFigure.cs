using Drr.Analysis.Statistics;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 5: weekday and hour.</summary>
internal static class WeeklyRhythmFigure
{
    private static readonly string[] s_days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    internal static Figure Of(WeeklyRhythm rhythm)
    {
        var plot = Style.NewPlot("hour of the day, UTC", "");
        var total = rhythm.Ratings.Sum(day => day.Sum(n => (double)n));
        var most = rhythm.Ratings.Max(day => day.Max());
        for (var day = 0; day < 7; day++)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                var share = (double)rhythm.Ratings[day][hour] / most;
                var cell = plot.Add.Rectangle(hour, hour + 1, -day - 1, -day);
                (cell.FillColor, cell.LineColor, cell.LineWidth) = (Palette.Sequential(share), Palette.Paper.ToColor(), 2);
            }

            var sum = rhythm.Ratings[day].Sum();
            Style.Label(plot, $"{Text.Percent(sum / total)}", 24, -day - 0.5, Alignment.MiddleLeft, right: 10);
        }

        Style.Label(plot, "of all", 24, 0.475, Alignment.MiddleLeft, Palette.SoftInk, right: 10);
        Key(plot, most);
        plot.Axes.SetLimits(0, 26.6, -7.1, 0.9);
        plot.Axes.Left.TickGenerator = Style.Ticks(s_days.Select((name, day) => (-day - 0.5, name)));
        plot.Axes.Bottom.TickGenerator = Style.Ticks(Enumerable.Range(0, 9).Select(i => (3.0 * i, Invariant($"{3 * i}:00"))));
        plot.HideGrid();
        plot.Axes.Left.FrameLineStyle.IsVisible = plot.Axes.Bottom.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        const string Title = "When ratings are given, by weekday and hour (UTC)";
        return new("05-weekly-rhythm", Title, Caption(rhythm, total), 600, new Panel(plot));
    }

    /// <summary>A strip above the days that says which colour stands for how many.</summary>
    private static void Key(Plot plot, int most)
    {
        const int Steps = 40;
        const double Left = 8, Width = 8;
        for (var step = 0; step < Steps; step++)
        {
            var cell = plot.Add.Rectangle(Left + (Width * step / Steps), Left + (Width * (step + 1) / Steps), 0.25, 0.7);
            (cell.FillColor, cell.LineWidth) = (Palette.Sequential((step + 0.5) / Steps), 0);
        }

        Style.Label(plot, "ratings in the hour: 0", Left, 0.475, Alignment.MiddleRight, right: -8);
        Style.Label(plot, Text.Number(most), Left + Width, 0.475, Alignment.MiddleLeft, right: 8);
    }

    private static string Caption(WeeklyRhythm rhythm, double total)
    {
        var (busy, quiet) = (rhythm.Busiest, rhythm.Quietest);
        var most = rhythm.Ratings.Select((day, i) => (Sum: day.Sum(), Day: s_days[i])).MaxBy(day => day.Sum);
        return Invariant($"The busiest hour is {s_days[busy.Day]}, {busy.Hour}:00 UTC ({Text.Number(At(busy))} ratings), the ")
            + Invariant($"quietest {s_days[quiet.Day]}, {quiet.Hour}:00 ({Text.Number(At(quiet))}). {most.Day} has the most of ")
            + $"the days, {Text.Percent(most.Sum / total)}. Times are UTC: where most users live it is another hour.";

        int At((int Day, int Hour) slot) => rhythm.Ratings[slot.Day][slot.Hour];
    }
}
