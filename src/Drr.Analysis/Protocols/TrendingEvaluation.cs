using Drr.Agent.Data;
using Drr.Analysis.Statistics;

namespace Drr.Analysis.Protocols;

/// <summary>Evaluates the trending list as the catalogue protocol evaluates an agent: a user's first ten ratings are known, the
/// list must find films among the others.</summary>
/// <remarks>The list is made at the end of the data, so it already counts most of the ratings that it is to predict; only the
/// user's own are left out. Favourite genres, the three that most of the known films have, come first, then the rest, each by
/// score; of equal scores the smaller id.</remarks>
internal static class TrendingEvaluation
{
    private static readonly int[] s_moreThan = [0, 50, 100, 150];
    private static readonly string[] s_relevant = ["any", "liked"], s_lists = ["trending", "most rated"];

    /// <summary>Makes the list of a data set and evaluates it.</summary>
    /// <param name="dataset">With one rating or more.</param> <param name="stats">Its numbers.</param>
    /// <param name="cancellation">Stops between two users.</param>
    internal static TrendingReport Of(RatingDataset dataset, DatasetStats stats, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(stats);
        var window = new TrendingWindow(dataset, stats.LastTime);
        int[] rated = [.. Enumerable.Range(0, dataset.Items.Count).Where(item => window.Tenths[item] > 0)];
        var top =
            from item in rated.OrderByDescending(item => window.Tenths[item]).Take(ListQuality.Depth)
            let score = window.Tenths[item] / 10.0
            select new TrendingFilm(dataset.Items[item], score, [.. window.Weeks.Select(week => week[item])]);
        return new(
            window.FirstTime, window.LastTime, window.Weeks.Sum(week => week.Sum()), rated.Length, [.. top],
            stats.Missing.Age < stats.Users, [.. Rows(Evaluate(dataset, new(dataset, window), cancellation))]);
    }

    private static List<Outcome> Evaluate(RatingDataset dataset, TrendingLists lists, CancellationToken cancellation)
    {
        var (outcomes, likedFrom) = (new List<Outcome>(), Liking.From(dataset.Scale));
        for (var user = 0; user < dataset.Users.Count; user++)
        {
            cancellation.ThrowIfCancellationRequested();
            var history = dataset.HistoryOf(user);
            if (history.Length <= TrendingLists.Known)
            {
                continue;
            }

            var (any, liked) = (new HashSet<int>(), new HashSet<int>());
            foreach (ref readonly var rating in history[TrendingLists.Known..])
            {
                any.Add(rating.Item);
                _ = rating.Value >= likedFrom && liked.Add(rating.Item);
            }

            int[][] shown = [lists.Trending(user), lists.MostRated(user)];
            for (var list = 0; list < shown.Length; list++)
            {
                outcomes.Add(new(s_lists[list], history.Length, "any", ListQuality.Of(shown[list], any)));
                if (liked.Count > 0)
                {
                    outcomes.Add(new(s_lists[list], history.Length, "liked", ListQuality.Of(shown[list], liked)));
                }
            }
        }

        return outcomes;
    }

    private static IEnumerable<TrendingRow> Rows(List<Outcome> outcomes) =>
        from relevant in s_relevant
        from moreThan in s_moreThan
        from list in s_lists
        let values = outcomes.Where(o => o.List == list && o.Relevant == relevant && o.Ratings > moreThan)
            .Select(o => o.Quality.Values).ToList()
        where values.Count > 0
        select new TrendingRow(list, moreThan, relevant, values.Count, Means(values));

    private static Dictionary<string, Estimate> Means(List<double[]> values) => ListQuality.Names
        .Select((name, i) => (name, Estimate.Of(Moments.Of(values.Select(v => v[i]))))).ToDictionary();

    private readonly record struct Outcome(string List, int Ratings, string Relevant, ListQuality Quality);
}

/// <summary>A film of the list for everybody.</summary>
/// <param name="Film">The film.</param>
/// <param name="Score">Its ratings, each by the weight of its week.</param>
/// <param name="Weeks">Its ratings of each week, the latest first.</param>
public sealed record TrendingFilm(Item Film, double Score, IReadOnlyList<int> Weeks);

/// <summary>The trending list, and how well it serves.</summary>
/// <param name="FirstTime">Where its four weeks begin, in seconds since 1970-01-01 UTC.</param>
/// <param name="LastTime">Where they end: with the last rating.</param>
/// <param name="Ratings">Ratings of those weeks.</param>
/// <param name="Films">Films that were rated in those weeks.</param>
/// <param name="Top">The list for everybody, at most ten films, the best first.</param>
/// <param name="AgesKnown">Whether ages are known, so that a user's age group counts.</param>
/// <param name="Rows">How good the lists are.</param>
public sealed record TrendingReport(
    long FirstTime, long LastTime, int Ratings, int Films, IReadOnlyList<TrendingFilm> Top, bool AgesKnown,
    IReadOnlyList<TrendingRow> Rows);

/// <summary>How one way of making lists does for one set of users.</summary>
/// <param name="List"><c>trending</c>, or <c>most rated</c> for comparison.</param>
/// <param name="MoreThan">The users have more ratings than this; 0 stands for all.</param>
/// <param name="Relevant">What counts as a hit: <c>any</c> later film, or a <c>liked</c> one.</param>
/// <param name="Users">Users with a relevant film.</param>
/// <param name="Values">Means over users, by name.</param>
public sealed record TrendingRow(
    string List, int MoreThan, string Relevant, int Users, IReadOnlyDictionary<string, Estimate> Values);
