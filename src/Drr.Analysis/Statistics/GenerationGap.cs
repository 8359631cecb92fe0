using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>Films that the youngest and the oldest age group see differently.</summary>
/// <param name="Films">How many films have more than <see cref="FewestRatings"/> ratings from each group.</param>
/// <param name="YoungLikeMore">The five with the largest difference, the largest first.</param>
/// <param name="OldLikeMore">The five with the difference furthest below 0, that one first.</param>
/// <param name="Agree">Of the rest the five with the difference nearest to 0, the nearest first.</param>
public sealed record GenerationGap(
    int Films, IReadOnlyList<FilmGap> YoungLikeMore, IReadOnlyList<FilmGap> OldLikeMore, IReadOnlyList<FilmGap> Agree)
{
    /// <summary>A film must have more than this many ratings from each group.</summary>
    public const int FewestRatings = 30;

    private const int Listed = 5;

    /// <summary>Compares a data set's films; <c>null</c> if fewer than ten have enough ratings.</summary>
    public static GenerationGap? Of(RatingDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var young = FilmTotals.Of(dataset, user => AgeGroups.Of(dataset.Users[user]) == 0);
        var old = FilmTotals.Of(dataset, user => AgeGroups.Of(dataset.Users[user]) == AgeGroups.Names.Count - 1);
        FilmGap[] gaps =
        [
            .. from item in Enumerable.Range(0, dataset.Items.Count)
               where young[item].Count > FewestRatings && old[item].Count > FewestRatings
               let difference = Estimate.OfDifference(young[item], old[item])
               orderby difference.Mean descending, item
               select new FilmGap(dataset.Items[item], difference, young[item].Mean, old[item].Mean),
        ];
        return gaps.Length < 2 * Listed
            ? null
            : new(
                gaps.Length, gaps[..Listed], [.. gaps[^Listed..].Reverse()],
                [.. gaps[Listed..^Listed].OrderBy(gap => Math.Abs(gap.Difference.Mean)).Take(Listed)]);
    }
}

/// <summary>How two age groups see one film.</summary>
/// <param name="Film">The film.</param>
/// <param name="Difference">Mean stars of the young less those of the old.</param>
/// <param name="YoungMean">Mean stars of those under 18.</param>
/// <param name="OldMean">Mean stars of those of 56 and over.</param>
public sealed record FilmGap(Item Film, Estimate Difference, double YoungMean, double OldMean);
