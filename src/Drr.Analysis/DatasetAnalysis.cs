using Drr.Agent;
using Drr.Agent.Data;
using Drr.Analysis.Protocols;
using Drr.Analysis.Statistics;

namespace Drr.Analysis;

/// <summary>A data set analysed: every number that a figure or report shows; <c>null</c> where the data allow none.</summary>
public sealed record DatasetAnalysis
{
    /// <summary>Sizes, stars, spans, what is missing.</summary>
    public required DatasetStats Stats { get; init; }

    /// <summary>Ratings per user.</summary>
    public required UserActivity UserActivity { get; init; }

    /// <summary>Ratings per film, rated films only.</summary>
    public required Concentration FilmConcentration { get; init; }

    /// <summary>Popularity against quality.</summary>
    public required PopularityQuality? PopularityQuality { get; init; }

    /// <summary>Weekday and hour.</summary>
    public required WeeklyRhythm WeeklyRhythm { get; init; }

    /// <summary>The largest genres over time; needs genres.</summary>
    public required GenreSeries? GenreSeries { get; init; }

    /// <summary>Age groups; empty without ages.</summary>
    public required IReadOnlyList<CrowdStats> AgeGroups { get; init; }

    /// <summary>Genres by age group; needs both.</summary>
    public required GenreByAge? GenreByAge { get; init; }

    /// <summary>Occupations; empty without.</summary>
    public required IReadOnlyList<CrowdStats> Occupations { get; init; }

    /// <summary>The most rated films over time.</summary>
    public required FilmLives FilmLives { get; init; }

    /// <summary>Young against old; needs ages.</summary>
    public required GenerationGap? GenerationGap { get; init; }

    /// <summary>The trending list.</summary>
    public required TrendingReport Trending { get; init; }

    /// <summary>The cross-validated models, if asked for.</summary>
    public CrossValidationReport? CrossValidation { get; init; }

    /// <summary>Analyses a data set.</summary>
    /// <param name="dataset">With one rating or more.</param>
    /// <param name="progress">Told as each part is done.</param>
    /// <param name="cancellation">Stops between two parts.</param>
    /// <exception cref="ArgumentException">It has no ratings.</exception>
    public static DatasetAnalysis Of(
        RatingDataset dataset, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var done = 0;
        var stats = Part(() => DatasetStats.Of(dataset));
        return new()
        {
            Stats = stats,
            UserActivity = Part(() => UserActivity.Of(dataset)),
            FilmConcentration = Part(() => Concentration.Of(FilmTotals.Of(dataset).Select(film => film.Count).Where(n => n > 0))),
            PopularityQuality = Part(() => PopularityQuality.Of(dataset)),
            WeeklyRhythm = Part(() => WeeklyRhythm.Of(dataset)),
            GenreSeries = Part(() => GenreSeries.Of(dataset, stats)),
            AgeGroups = Part(() => CrowdStats.ByAge(dataset)),
            GenreByAge = Part(() => GenreByAge.Of(dataset, stats)),
            Occupations = Part(() => CrowdStats.ByOccupation(dataset)),
            FilmLives = Part(() => FilmLives.Of(dataset, stats)),
            GenerationGap = Part(() => GenerationGap.Of(dataset)),
            Trending = Part(() => TrendingEvaluation.Of(dataset, stats, cancellation)),
        };

        T Part<T>(Func<T> compute)
        {
            const int Parts = 12;
            cancellation.ThrowIfCancellationRequested();
            var part = compute();
            progress?.Report(new("analyze", ++done, Parts));
            return part;
        }
    }
}
