using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>The largest genres, quarter by quarter.</summary>
/// <param name="Quarters">Every quarter from the first rating to the last.</param>
/// <param name="Genres">Six at most, the one with most ratings first.</param>
public sealed record GenreSeries(IReadOnlyList<QuarterCount> Quarters, IReadOnlyList<GenreShares> Genres)
{
    /// <summary>A quarter with fewer ratings says nothing about a genre.</summary>
    public const int FewestRatings = 100;

    private const int Largest = 6;

    /// <summary>Counts a data set; <c>null</c> if no rated film has a genre or no quarter enough ratings.</summary>
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
        int[][] genresOf =
        [
            .. dataset.Items.Select(item => item.Genres)
                .Select(genres => genres.Select(genre => Array.IndexOf(names, genre)).Where(genre => genre >= 0).ToArray()),
        ];
        foreach (ref readonly var rating in dataset.Ratings)
        {
            var quarter = QuarterOf(rating.Time) - first;
            all[quarter]++;
            foreach (var genre in genresOf[rating.Item])
            {
                counts[genre][quarter]++;
            }
        }

        if (all.Max() < FewestRatings)
        {
            return null;
        }

        var quarters = all.Select((ratings, i) => new QuarterCount((first + i) / 4, ((first + i) % 4) + 1, ratings));
        return new([.. quarters], [.. names.Zip(counts, (name, parts) => new GenreShares(name, [.. parts.Zip(all, Share)]))]);
    }

    private static Estimate? Share(int part, int whole) => whole < FewestRatings ? null : Estimate.OfShare(part, whole);

    private static int QuarterOf(long time)
    {
        var date = DateTimeOffset.FromUnixTimeSeconds(time);
        return (date.Year * 4) + ((date.Month - 1) / 3);
    }
}

/// <summary>One genre's part of the ratings, period by period.</summary>
/// <param name="Name">The genre.</param>
/// <param name="Shares">In [0, 1], of the period's ratings; a film of several genres counts in each, so that they may sum to
/// more than 1. <c>null</c> in a period with too few ratings to tell.</param>
public sealed record GenreShares(string Name, IReadOnlyList<Estimate?> Shares);

/// <summary>A quarter of a year, in UTC.</summary>
/// <param name="Year">The year.</param>
/// <param name="Quarter">1 to 4.</param>
/// <param name="Ratings">Given in it.</param>
public sealed record QuarterCount(int Year, int Quarter, int Ratings);

/// <summary>What each age group watches.</summary>
/// <param name="Groups">Names of the age groups with ratings, youngest first.</param>
/// <param name="Genres">Genres with ratings of those groups, the one with the most first.</param>
/// <param name="Shares">[genres][groups]: the genre's part of the group's ratings, in [0, 1].</param>
/// <param name="Lifts">[genres][groups]: that part divided by the genre's part of all groups' ratings; 1 is average.</param>
public sealed record GenreByAge(
    IReadOnlyList<string> Groups, IReadOnlyList<string> Genres, IReadOnlyList<double[]> Shares, IReadOnlyList<double[]> Lifts)
{
    /// <summary>Counts a data set; <c>null</c> without ages or genres.</summary>
    public static GenreByAge? Of(RatingDataset dataset, DatasetStats stats)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(stats);
        Moments[][] totals =
        [
            .. Enumerable.Range(0, AgeGroups.Names.Count)
                .Select(group => FilmTotals.Of(dataset, user => AgeGroups.Of(dataset.Users[user]) == group)),
        ];
        double[] ratings = [.. totals.Select(films => films.Sum(film => (double)film.Count))];
        int[] groups = [.. Enumerable.Range(0, totals.Length).Where(group => ratings[group] > 0)];
        var shares = new List<double[]>();
        var (genres, lifts) = (new List<string>(), new List<double[]>());
        foreach (var genre in stats.Genres.Select(genre => genre.Name))
        {
            int[] films = [.. Enumerable.Range(0, dataset.Items.Count).Where(item => dataset.Items[item].Genres.Contains(genre))];
            double[] counts = [.. groups.Select(group => films.Sum(film => (double)totals[group][film].Count))];
            if (counts.Sum() > 0)
            {
                double[] share = [.. counts.Select((count, i) => count / ratings[groups[i]])];
                var overall = counts.Sum() / ratings.Sum();
                genres.Add(genre);
                shares.Add(share);
                lifts.Add([.. share.Select(part => part / overall)]);
            }
        }

        return genres.Count == 0 ? null : new([.. groups.Select(group => AgeGroups.Names[group])], genres, shares, lifts);
    }
}
