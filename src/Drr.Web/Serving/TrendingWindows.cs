using Drr.Agent.Data;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>What was rated lately, by film; windows end with the data set's last rating and are counted when first asked
/// for.</summary>
internal sealed class TrendingWindows(Catalogue catalogue)
{
    /// <summary>What a window may be called, as a pattern.</summary>
    public const string Pattern = "^(7d|30d|365d|all)$";

    private const int Damping = 10;
    private const long Day = 86_400;
    private readonly Dictionary<string, Lazy<Window>> _windows = new()
    {
        ["7d"] = new(() => new(catalogue.Data, catalogue.Stats.LastTime - (7 * Day))),
        ["30d"] = new(() => new(catalogue.Data, catalogue.Stats.LastTime - (30 * Day))),
        ["365d"] = new(() => new(catalogue.Data, catalogue.Stats.LastTime - (365 * Day))),
        ["all"] = new(() => new(catalogue.Data, catalogue.Stats.FirstTime - 1)),
    };

    /// <summary>The best films of a window.</summary>
    /// <param name="name">Of the window.</param> <param name="genre">Only films of it; <c>null</c> for all.</param>
    /// <param name="top">How many at most.</param>
    public TrendingList Of(string name, string? genre, int top)
    {
        var (window, all) = (_windows[name].Value, _windows["all"].Value);
        var best =
            from item in Enumerable.Range(0, catalogue.Films.Count)
            where window.Counts[item] > 0 && (genre is null || catalogue.Films[item].Genres.Contains(genre))
            let score = (window.Sums[item] + (Damping * window.Mean)) / (window.Counts[item] + Damping)
            orderby score descending, item
            select (Item: item, Score: score);
        var genres =
            from item in Enumerable.Range(0, catalogue.Films.Count)
            where window.Counts[item] > 0
            from g in catalogue.Films[item].Genres
            group window.Counts[item] by g into counts
            let share = new GenreShare(counts.Key, counts.Count(), counts.Sum())
            orderby share.Ratings descending, share.Name
            select share;
        return new(
            name, genre, Catalogue.Time(window.After + 1), Catalogue.Time(catalogue.Stats.LastTime), window.Ratings,
            window.Counts.Count(c => c > 0), window.Users, window.Ratings > 0 ? window.Mean : null,
            [.. best.Take(top).Select((film, place) => new TrendingItem(
                place + 1, catalogue.Films[film.Item], film.Score, window.Counts[film.Item],
                window.Sums[film.Item] / window.Counts[film.Item], all.Counts[film.Item]))],
            [.. genres]);
    }

    /// <summary>Counts of the ratings after a time.</summary>
    private sealed class Window
    {
        public Window(RatingDataset data, long after)
        {
            (After, Counts, Sums) = (after, new int[data.Items.Count], new double[data.Items.Count]);
            var last = -1;
            foreach (ref readonly var rating in data.Ratings) // user by user
            {
                if (rating.Time > after)
                {
                    Counts[rating.Item]++;
                    Sums[rating.Item] += rating.Value;
                    Ratings++;
                    Users += rating.User == last ? 0 : 1;
                    last = rating.User;
                }
            }

            Mean = Ratings == 0 ? 0 : Sums.Sum() / Ratings;
        }

        public long After { get; }

        public int[] Counts { get; }

        public double[] Sums { get; }

        public int Ratings { get; }

        public int Users { get; }

        public double Mean { get; }
    }
}
