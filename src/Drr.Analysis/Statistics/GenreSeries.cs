using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>How the largest genres fare, quarter by quarter.</summary>
/// <param name="Quarters">Every quarter from the first rating to the last.</param>
/// <param name="Genres">Six at most, the one with most ratings first.</param>
public sealed record GenreSeries(IReadOnlyList<QuarterCount> Quarters, IReadOnlyList<GenreShares> Genres)
{
    private const int Largest = 6;

    /// <summary>Counts a data set; <c>null</c> if no rated film has a genre.</summary>
    public static GenreSeries? Of(RatingDataset dataset, DatasetStats stats)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(stats);
        string[] names = [.. stats.Genres.Where(genre => genre.Ratings > 0).Take(Largest).Select(genre => genre.Name)];
        if (names.Length == 0)
        {
            return null;
        }

        var first = QuarterOf(stats.FirstTime);
        var all = new int[QuarterOf(stats.LastTime) - first + 1];
        int[][] counts = [.. names.Select(_ => new int[all.Length])];
        int[][] genresOf = [.. dataset.Items.Select(i => Enumerable.Range(0, names.Length).Where(g => i.Genres.Contains(names[g])).ToArray())];
        foreach (ref readonly var rating in dataset.Ratings)
        {
            var quarter = QuarterOf(rating.Time) - first;
            all[quarter]++;
            foreach (var genre in genresOf[rating.Item])
            {
                counts[genre][quarter]++;
            }
        }

        var quarters = all.Select((ratings, i) => new QuarterCount((first + i) / 4, ((first + i) % 4) + 1, ratings));
        return new([.. quarters], [.. names.Select((name, genre) => new GenreShares(name, [.. all.Select((n, i) => Share(counts[genre][i], n))]))]);
    }

    private static Estimate? Share(int part, int whole) => whole == 0 ? null : Estimate.OfShare(part, whole);

    private static int QuarterOf(long time)
    {
        var date = DateTimeOffset.FromUnixTimeSeconds(time);
        return (date.Year * 4) + ((date.Month - 1) / 3);
    }
}
