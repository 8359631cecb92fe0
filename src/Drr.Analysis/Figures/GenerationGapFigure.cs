using Drr.Analysis.Statistics;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 11: young against old.</summary>
internal static class GenerationGapFigure
{
    private const int LongestTitle = 45;

    internal static Figure Of(GenerationGap gap)
    {
        var plot = Style.NewPlot("mean stars, under 18 less 56 and over (95 % interval)", "");
        var ticks = new List<(double, string)>();
        (string Name, IReadOnlyList<FilmGap> Films, string Color)[] parts =
        [
            ("under 18 like more", gap.YoungLikeMore, Palette.Vermilion),
            ("56 and over like more", gap.OldLikeMore, Palette.Blue),
            ("both agree", gap.Agree, Palette.Green),
        ];
        var all = parts.SelectMany(part => part.Films).ToArray();
        var reach = 1.06 * all.Max(film => Math.Abs(film.Difference.Mean) + film.Difference.Margin!.Value);
        var place = 0.0;
        foreach (var (name, films, color) in parts.Where(part => part.Films.Count > 0))
        {
            var left = color == Palette.Vermilion; // where the intervals leave room
            var alignment = left ? Alignment.MiddleLeft : Alignment.MiddleRight;
            var label = Style.Label(plot, name, left ? -reach : reach, place, alignment, color, left ? 10 : -2);
            label.LabelBackgroundColor = Palette.Paper.ToColor();
            foreach (var film in films)
            {
                place--;
                Style.Interval(plot, film.Difference.Mean, place + 1, film.Difference.Margin, horizontal: true);
                plot.Add.Marker(film.Difference.Mean, place + 1, MarkerShape.FilledCircle, 14, color.ToColor());
                ticks.Add((place + 1, Text.Cut(film.Film.Title, LongestTitle)));
            }

            place -= 0.6;
        }

        var zero = plot.Add.VerticalLine(0, 2, Palette.SoftInk.ToColor());
        zero.LinePattern = LinePattern.Dashed;
        plot.Axes.SetLimits(-reach, reach, place + 1.1, 0.7);
        plot.Axes.Left.TickGenerator = Style.Ticks(ticks);
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickGenerator = Style.RoundTicks(-reach, reach, value => Invariant($"{value:+0.0;-0.0;0}"));
        return new("11-generation-gap", "The generation gap", Caption(gap), 180 + (40 * ticks.Count), new Panel(plot));
    }

    private static string Caption(GenerationGap gap)
    {
        var (young, old) = (gap.YoungLikeMore[0], gap.OldLikeMore[0]);
        return Invariant($"Of {Text.Number(gap.Films)} films with more than {GenerationGap.FewestRatings} ratings of both ")
            + $"groups, {young.Film.Title} has the largest difference ({Gap(young)}: {Means(young)}) and {old.Film.Title} the "
            + $"smallest ({Gap(old)}: {Means(old)}). The extremes of so many films are partly chance: "
            + Invariant($"about {0.05 * gap.Films:0} intervals of all would miss 0 if nobody differed.");
    }

    private static string Gap(FilmGap film) => Text.WithMargin(film.Difference.Mean, film.Difference.Margin, "+0.00;-0.00");

    private static string Means(FilmGap film) => $"{Text.Stars(film.YoungMean)} against {Text.Stars(film.OldMean)}";
}
