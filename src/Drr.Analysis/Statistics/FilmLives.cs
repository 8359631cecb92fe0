using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>The most rated films over time.</summary>
/// <param name="WeeksPerPeriod">1 where most weeks hold enough ratings to tell, else 4, 13 or 52.</param>
/// <param name="Starts">When each period begins, in seconds since 1970-01-01 UTC.</param>
/// <param name="Ratings">All ratings of each period.</param>
/// <param name="Films">Five at most, the most rated first.</param>
public sealed record FilmLives(
    int WeeksPerPeriod, IReadOnlyList<long> Starts, IReadOnlyList<int> Ratings, IReadOnlyList<FilmLife> Films)
{
    /// <summary>Periods with fewer ratings say nothing about a film.</summary>
    public const int FewestRatings = 100;

    private const int MostRated = 5, Around = 4;
    private const long Day = 86_400, Week = 7 * Day;
    private static readonly int[] s_weeks = [1, 4, 13, 52];

    /// <summary>Counts a data set.</summary>
    public static FilmLives Of(RatingDataset dataset, DatasetStats stats)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(stats);
        var first = stats.FirstTime - (((stats.FirstTime % Day) + Day) % Day); // midnight
        var all = new int[((stats.LastTime - first) / Week) + 1];
        ItemCount[] films = [.. stats.MostRated.Take(MostRated)];
        int[] items = [.. films.Select(film => dataset.FindItem(film.Item.Id))];
        int[][] counts = [.. items.Select(_ => new int[all.Length])];
        foreach (ref readonly var rating in dataset.Ratings)
        {
            var week = (rating.Time - first) / Week;
            all[week]++;
            if (Array.IndexOf(items, rating.Item) is >= 0 and var film)
            {
                counts[film][week]++;
            }
        }

        var weeks = s_weeks.FirstOrDefault(weeks => Most(Join(all, weeks)), s_weeks[^1]);
        var ratings = Join(all, weeks);
        return new(
            weeks, [.. ratings.Select((_, i) => first + (i * weeks * Week))], ratings,
            [.. films.Select((film, i) => Life(film, Join(counts[i], weeks), ratings))]);
    }

    private static FilmLife Life(ItemCount film, int[] counts, int[] ratings) => new(
        film, [.. counts.Zip(ratings, Share)], [.. Smooth(counts).Zip(Smooth(ratings), Share)]);

    private static int[] Smooth(int[] counts) =>
        [.. counts.Select((_, i) => counts[Math.Max(i - Around, 0)..Math.Min(i + Around + 1, counts.Length)].Sum())];

    private static bool Most(int[] ratings) => ratings.Count(n => n >= FewestRatings) * 2 > ratings.Length;

    private static double? Share(int part, int whole) => whole < FewestRatings ? null : (double)part / whole;

    private static int[] Join(int[] counts, int weeks) => [.. counts.Chunk(weeks).Select(chunk => chunk.Sum())];
}

/// <summary>One film's part of the ratings, period by period.</summary>
/// <param name="Film">The film.</param>
/// <param name="Shares">In [0, 1], of the period's ratings; <c>null</c> where those are too few to tell.</param>
/// <param name="Smoothed">The same over nine periods, four before and four after, as far as there are any: one film has so few
/// ratings of a week that its weekly share is mostly chance.</param>
public sealed record FilmLife(ItemCount Film, IReadOnlyList<double?> Shares, IReadOnlyList<double?> Smoothed);
