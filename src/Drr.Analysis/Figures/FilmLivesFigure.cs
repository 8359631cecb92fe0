using Drr.Analysis.Statistics;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Figures;

/// <summary>Figure 10: the most rated films over time, a panel each over one time axis.</summary>
internal static class FilmLivesFigure
{
    private const int MostDates = 8, PanelHeight = 165, LongestTitle = 75;

    internal static Figure Of(FilmLives lives)
    {
        var top = 1.35 * lives.Films.Max(film => film.Shares.Max() ?? 0);
        var dates = Dates(lives);
        var count = lives.Films.Count;
        var (height, foot) = ((double)PanelHeight * count + 78, 78.0);
        var panels = lives.Films.Select((film, i) =>
        {
            var key = i == count - 1 ? $"bars: each {Period(lives)}  ·  line: nine around it" : "";
            var plot = Panel(film, top, lives.Starts.Count, dates, key);
            var (from, size) = (i * PanelHeight, PanelHeight + (i == count - 1 ? foot : 0));
            return new Panel(plot, 0, from / height, 1, size / height);
        });
        var title = $"The life of the most rated: share of the ratings of each {Period(lives)}";
        return new("10-film-lives", title, Caption(lives), 88 + (int)height, [.. panels]);
    }

    private static Plot Panel(FilmLife film, double top, int periods, (double, string)[] dates, string foot)
    {
        var plot = Style.NewPlot(foot, "");
        for (var i = 0; i < periods; i++)
        {
            Style.Bar(plot, i, film.Shares[i] ?? 0, horizontal: false, Palette.FaintBlue, 1);
        }

        foreach (var run in Runs(film.Smoothed))
        {
            var line = plot.Add.Scatter(run.Select(i => new Coordinates(i, film.Smoothed[i]!.Value)).ToArray());
            (line.Color, line.LineWidth, line.MarkerSize) = (Palette.Blue.ToColor(), Style.LineWidth, run.Count == 1 ? 8 : 0);
        }

        var title = $"{Text.Cut(film.Film.Item.Title, LongestTitle)}: {Text.Number(film.Film.Ratings)} ratings";
        Style.Label(plot, title, 0, top, Alignment.UpperLeft, right: 8, up: -6);
        plot.Grid.YAxisStyle.IsVisible = false; // its lines would cross the title
        plot.Axes.SetLimits(-0.5, periods - 0.5, 0, top);
        plot.Axes.Left.TickGenerator = Style.RoundTicks(0, top, share => Invariant($"{100 * share:0.##} %"), 3);
        plot.Axes.Bottom.TickGenerator = Style.Ticks(foot.Length > 0 ? dates : dates.Select(date => (date.Item1, "")));
        const float Left = 90, Right = 12;
        plot.Layout.Fixed(new PixelPadding(Left, Right, foot.Length > 0 ? 78 : 8, 8));
        return plot;
    }

    /// <summary>The periods that have a share, in runs of neighbours.</summary>
    private static List<List<int>> Runs(IReadOnlyList<double?> shares)
    {
        var runs = new List<List<int>>();
        foreach (var i in Enumerable.Range(0, shares.Count).Where(i => shares[i] is not null))
        {
            if (runs.Count == 0 || runs[^1][^1] != i - 1)
            {
                runs.Add([]);
            }

            runs[^1].Add(i);
        }

        return runs;
    }

    private static (double, string)[] Dates(FilmLives lives)
    {
        var step = (int)Math.Ceiling(lives.Starts.Count / (double)MostDates);
        return
        [
            .. Enumerable.Range(0, lives.Starts.Count).Where(i => i % step == 0)
                .Select(i => ((double)i, Text.Date(lives.Starts[i]))),
        ];
    }

    private static string Period(FilmLives lives) => lives.WeeksPerPeriod switch
    {
        1 => "week",
        52 => "52 weeks",
        var weeks => Invariant($"{weeks} weeks"),
    };

    private static string Caption(FilmLives lives)
    {
        var first = lives.Films[0];
        var peak = Enumerable.Range(0, first.Smoothed.Count).MaxBy(i => first.Smoothed[i] ?? 0);
        var few = lives.Ratings.Count(ratings => ratings < FilmLives.FewestRatings);
        var gaps = few == 0 ? "" : Invariant($" {few} of {lives.Ratings.Count} bars are left out, of periods with fewer than ")
            + Invariant($"{FilmLives.FewestRatings} ratings.");
        return $"{first.Film.Item.Title}, with {Text.Number(first.Film.Ratings)} ratings the most rated, has its highest share "
            + Invariant($"over nine periods, {100 * first.Smoothed[peak] ?? 0:0.00} % of all ratings, around ")
            + Invariant($"{Text.Date(lives.Starts[peak])}; at the end it has {100 * first.Smoothed[^1] ?? 0:0.00} %. ")
            + $"Where ratings are few, a bar stands for one or two of them.{gaps}";
    }
}
