using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>All figures that an analysis allows, in order.</summary>
/// <param name="Figures">Eleven where the data have users' ages and occupations and films' genres.</param>
/// <param name="LeftOut">The others, and why.</param>
public sealed record FigureSet(IReadOnlyList<Figure> Figures, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>The figures of an analysis; nothing is drawn until one is asked for its picture.</summary>
    public static FigureSet Of(DatasetAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var (figures, leftOut, stats) = (new List<Figure>(), new List<LeftOut>(), analysis.Stats);
        figures.Add(UserActivityFigure.Of(analysis.UserActivity, stats.RatingsPerUser));
        figures.Add(FilmConcentrationFigure.Of(analysis.FilmConcentration, stats));
        var (noun, timeless) = (stats.ItemNoun, "no times are given");
        figures.Add(StarsFigure.Of(stats));
        Add(
            analysis.PopularityQuality, quality => PopularityQualityFigure.Of(quality, noun), "Popularity against quality",
            $"fewer than 20 {noun}s have more than 50 ratings");
        Add(stats.HasTimes ? analysis.WeeklyRhythm : null, WeeklyRhythmFigure.Of, "Weekday and hour", timeless);
        Add(
            stats.HasTimes ? analysis.GenreSeries : null, GenreSeriesFigure.Of, "The six largest genres over time",
            !stats.HasTimes ? timeless : $"no rated {noun} has a genre, or no quarter has 100 ratings");
        Add(NotEmpty(analysis.AgeGroups), AgeGroupsFigure.Of, "Age groups", "no user's age is known");
        Add(
            analysis.GenreByAge, GenreByAgeFigure.Of, "What each age group watches",
            analysis.AgeGroups.Count == 0 ? "no user's age is known" : $"no rated {noun} has a genre");
        Add(NotEmpty(analysis.Occupations), OccupationsFigure.Of, "Occupations", "no user's occupation is known");
        Add(
            stats.HasTimes ? analysis.FilmLives : null, FilmLivesFigure.Of, $"The life of the most rated {noun}s", timeless);
        Add(
            analysis.GenerationGap, GenerationGapFigure.Of, "The generation gap", analysis.AgeGroups.Count == 0
                ? "no user's age is known"
                : $"fewer than 10 {noun}s have more than 30 ratings of those under 18 and of those of 56 and over");
        return new(figures, leftOut);

        void Add<T>(T? part, Func<T, Figure> draw, string title, string reason)
            where T : class
        {
            if (part is null)
            {
                leftOut.Add(new(title, reason));
            }
            else
            {
                figures.Add(draw(part));
            }
        }
    }

    private static IReadOnlyList<T>? NotEmpty<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}

/// <summary>A figure that the data do not allow.</summary>
/// <param name="Figure">The figure's title.</param>
/// <param name="Reason">What is missing.</param>
public sealed record LeftOut(string Figure, string Reason);

/// <summary>A plot and its place below the figure's title, in parts of the width and height there.</summary>
internal sealed record Panel(Plot Plot, double Left = 0, double Top = 0, double Width = 1, double Height = 1);
