using Drr.Agent.Data;
using Drr.Analysis.Statistics;
using Drr.Tensors.Kernels;

namespace Drr.Analysis.Protocols;

/// <summary>Lists for users whose first ratings are known: those are not shown again, and no rating of the user's own
/// counts.</summary>
internal sealed class TrendingLists(RatingDataset dataset, TrendingWindow window)
{
    /// <summary>How many of a user's ratings, the first in time, are known.</summary>
    internal const int Known = 10;

    private const int FavouriteGenres = 3;
    private readonly int[] _counts = [.. FilmTotals.Of(dataset).Select(film => film.Count)];
    private readonly float[] _scores = new float[dataset.Items.Count];
    private readonly bool[] _favourite = new bool[dataset.Items.Count];

    /// <summary>What is trending: films of a favourite genre first, then the rest, each by score.</summary>
    internal int[] Trending(int user)
    {
        var history = dataset.HistoryOf(user);
        window.Score(dataset.Users[user], history, _scores);
        MarkFavourites(history[..Known]);
        return Best(history[..Known], favouritesFirst: true);
    }

    /// <summary>The films with most ratings of all time.</summary>
    internal int[] MostRated(int user)
    {
        var history = dataset.HistoryOf(user);
        for (var item = 0; item < _scores.Length; item++)
        {
            _scores[item] = _counts[item];
        }

        foreach (ref readonly var rating in history)
        {
            _scores[rating.Item]--;
        }

        return Best(history[..Known], favouritesFirst: false);
    }

    /// <summary>The genres that most of the known films have; of equals by name.</summary>
    private void MarkFavourites(ReadOnlySpan<Rating> known)
    {
        var counts = new Dictionary<string, int>();
        foreach (ref readonly var rating in known)
        {
            foreach (var genre in dataset.Items[rating.Item].Genres)
            {
                counts[genre] = counts.GetValueOrDefault(genre) + 1;
            }
        }

        HashSet<string> genres =
        [
            .. counts.OrderByDescending(genre => genre.Value).ThenBy(genre => genre.Key, StringComparer.Ordinal)
                .Take(FavouriteGenres).Select(genre => genre.Key),
        ];
        for (var item = 0; item < _favourite.Length; item++)
        {
            _favourite[item] = dataset.Items[item].Genres.Any(genres.Contains);
        }
    }

    private int[] Best(ReadOnlySpan<Rating> known, bool favouritesFirst)
    {
        foreach (ref readonly var rating in known)
        {
            _scores[rating.Item] = 0;
        }

        var list = new int[ListQuality.Depth];
        var shown = 0;
        if (favouritesFirst)
        {
            shown = Fill(list, item => _favourite[item]);
            shown += Fill(list.AsSpan(shown), item => !_favourite[item]);
        }
        else
        {
            shown = Fill(list, _ => true);
        }

        return list[..shown];
    }

    /// <summary>The best of the items that <paramref name="includes"/> accepts and that have a score above 0.</summary>
    private int Fill(Span<int> list, Func<int, bool> includes)
    {
        var scores = new float[_scores.Length];
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = _scores[item] > 0 && includes(item) ? _scores[item] : float.NegativeInfinity;
        }

        return Ranking.TopK(scores, list);
    }
}
