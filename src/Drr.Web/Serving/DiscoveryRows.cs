using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>Rows of films that somebody may like, by mood; no film is in two of them.</summary>
internal static class DiscoveryRows
{
    private const float Crowded = 0.2f; // the fifth of the films that has most ratings has no hidden gems
    private const int GenreRows = 3;

    /// <summary>The rows.</summary>
    /// <param name="films">As the model scores them.</param> <param name="liked">What the visitor liked.</param>
    /// <param name="catalogue">The films.</param> <param name="adventure">Of the first row.</param>
    /// <param name="top">Films of a row.</param>
    public static (IReadOnlyList<FilmRow> Rows, ListMeasure Measure) Of(
        ScoredFilms films, IReadOnlyList<Film> liked, Catalogue catalogue, float adventure, int top)
    {
        var (shown, rows) = (new HashSet<int>(), new List<FilmRow>());
        var first = films.Adventurous(adventure, top).ToArray();
        Add("forYou", null, first);
        if (films.Distances is { } distances)
        {
            Add("hiddenGems", null, films.Best.Where(film => catalogue.Crowd[film] >= Crowded));
            Add("different", null, films.Best.Take(ScoredFilms.Pool * top).OrderByDescending(film => distances[film]));
        }

        foreach (var genre in Genres(liked, catalogue).Take(GenreRows))
        {
            Add("genre", genre, films.Best.Where(film => catalogue.Films[film].Genres.Contains(genre)));
        }

        return (rows, films.Measure(first));

        void Add(string name, string? genre, IEnumerable<int> candidates)
        {
            int[] row = [.. candidates.Where(film => !shown.Contains(film)).Take(top)];
            shown.UnionWith(row);
            if (row.Length > 0)
            {
                rows.Add(new(name, genre, films.Row(row)));
            }
        }
    }

    /// <summary>Those of most liked films first, of equals the one that fewer films have; where nothing was liked, those with
    /// most ratings.</summary>
    private static IEnumerable<string> Genres(IReadOnlyList<Film> liked, Catalogue catalogue) => liked.Count == 0
        ? catalogue.Genres
        : from film in liked
          from genre in film.Genres
          group film by genre into own
          orderby own.Count() descending, catalogue.Stats.Genres.First(g => g.Name == own.Key).Items
          select own.Key;
}
