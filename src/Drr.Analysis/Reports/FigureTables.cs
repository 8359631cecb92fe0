using Drr.Agent.Data;
using Drr.Analysis.Statistics;
using static System.FormattableString;

namespace Drr.Analysis.Reports;

/// <summary>The tables that go with figures.</summary>
internal static class FigureTables
{
    /// <summary>The tables of the figure with this key; some have none.</summary>
    internal static IEnumerable<ReportTable> Of(DatasetAnalysis analysis, string figure) => figure[..2] switch
    {
        "02" => [MostRated(analysis.Stats)],
        "03" => [Stars(analysis.Stats.Stars)],
        "04" => [Medians(analysis.PopularityQuality!)],
        "06" => [Genres(analysis.Stats)],
        "07" => [Crowds("Age groups", "age", analysis.AgeGroups)],
        "09" => [Crowds("Occupations", "occupation", analysis.Occupations)],
        "11" => [Gaps(analysis.GenerationGap!)],
        _ => [],
    };

    private static ReportTable MostRated(DatasetStats stats) => new(
        $"The ten most rated {stats.ItemNoun}s",
        [stats.ItemNoun, stats.RatingNoun + "s", stats.Scale.IsEvents ? "mean" : "mean stars"],
        [.. stats.MostRated.Select(film => (IReadOnlyList<Cell>)[film.Item.Title, film.Ratings, Cell.Stars(film.MeanStars)])]);

    private static ReportTable Stars(IEnumerable<StarCount> stars) => new(
        "Stars", ["stars", "ratings", "share"],
        [
            .. stars.Select(star => (IReadOnlyList<Cell>)
                [new(Invariant($"{star.Stars}"), star.Stars), star.Ratings, Cell.Percent(star.Share)]),
        ]);

    private static ReportTable Medians(PopularityQuality quality) => new(
        "Tenths by popularity", ["fewest ratings", "most ratings", "median stars"],
        [
            .. quality.Medians.Select(part => (IReadOnlyList<Cell>)
                [part.FewestRatings, part.MostRatings, Cell.Stars(part.MedianStars)]),
        ]);

    private static ReportTable Genres(DatasetStats stats) => new(
        "All genres", ["genre", stats.ItemNoun + "s", "ratings", $"ratings per {stats.ItemNoun}"],
        [
            .. stats.Genres.Select(genre => (IReadOnlyList<Cell>)
                [genre.Name, genre.Items, genre.Ratings, (int)Math.Round((double)genre.Ratings / genre.Items)]),
        ],
        "What has several genres counts in each.");

    private static ReportTable Crowds(string title, string head, IEnumerable<CrowdStats> crowds) => new(
        title, [head, "users", "ratings", "ratings per user", "mean stars"],
        [
            .. crowds.Select(crowd => (IReadOnlyList<Cell>)
            [
                crowd.Name, crowd.Users, crowd.Ratings,
                Cell.WithMargin(crowd.RatingsPerUser.Mean, crowd.RatingsPerUser.Margin, "0"),
                Cell.WithMargin(crowd.MeanStars.Mean, crowd.MeanStars.Margin, "0.00"),
            ]),
        ],
        "±: half of the 95 % interval, with users as independent.");

    private static ReportTable Gaps(GenerationGap gap) => new(
        "Mean stars of those under 18 and of those of 56 and over", ["film", "under 18", "56 and over", "difference"],
        [
            .. gap.YoungLikeMore.Concat(gap.OldLikeMore).Concat(gap.Agree).Select(film => (IReadOnlyList<Cell>)
            [
                film.Film.Title, Cell.Stars(film.YoungMean), Cell.Stars(film.OldMean),
                Cell.WithMargin(film.Difference.Mean, film.Difference.Margin, "+0.00;-0.00"),
            ]),
        ],
        "±: half of the 95 % interval.");
}
