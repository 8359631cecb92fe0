using System.Globalization;
using System.Text;

namespace Drr.Web.Serving;

/// <summary>Finds films by words of their titles, and forgives typing errors: a word of the query stands for each word of a title
/// whose beginning can be made of it by few insertions, deletions, replacements and swaps of neighbours (the optimal string
/// alignment distance).</summary>
internal sealed class FilmSearch
{
    private readonly Catalogue _catalogue;
    private readonly string[] _words; // of all titles, each once
    private readonly int[][] _ofFilm; // places of its words in _words

    public FilmSearch(Catalogue catalogue)
    {
        _catalogue = catalogue;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        _ofFilm = [.. catalogue.Films.Select(film => WordsOf(film.Title).Select(word =>
        {
            places.TryAdd(word, places.Count);
            return places[word];
        }).ToArray())];
        _words = [.. places.OrderBy(p => p.Value).Select(p => p.Key)];
    }

    /// <summary>Dense ids: the best match first, of equals the film with more ratings.</summary>
    public IEnumerable<int> Find(string query, int count)
    {
        var worths = WordsOf(query).Select(word => _words.Select(other => Worth(word, other)).ToArray()).ToArray();
        var found =
            from film in Enumerable.Range(0, _ofFilm.Length)
            let worth = worths.Select(of => _ofFilm[film].Select(word => of[word]).DefaultIfEmpty(0).Max()).ToArray()
            where worth.Length > 0 && worth.All(w => w > 0)
            orderby worth.Sum() - (0.01 * _ofFilm[film].Length) descending, _catalogue.RatingsOf[film] descending, film
            select film;
        return found.Take(count);
    }

    /// <summary>How well a word of a query stands for a word of a title: 0 not at all, 1 as its beginning, more as the whole of
    /// it.</summary>
    private static double Worth(string asked, string word)
    {
        var allowed = asked.Length < 4 ? 0 : asked.Length < 8 ? 1 : 2;
        if (word.Length < asked.Length - allowed)
        {
            return 0;
        }

        var (distance, whole) = Distance(asked, word);
        return distance > allowed ? 0 : (1.0 / (1 + distance)) + (whole == 0 ? 0.5 : 0);
    }

    /// <summary>The least distance from a query's word to any beginning of another word, and that to the whole of it.</summary>
    private static (int ToBeginning, int ToWhole) Distance(string asked, string word)
    {
        Span<int> before = stackalloc int[asked.Length + 1], last = stackalloc int[asked.Length + 1],
            row = stackalloc int[asked.Length + 1];
        for (var i = 0; i <= asked.Length; i++)
        {
            last[i] = i;
        }

        var least = last[asked.Length];
        for (var j = 1; j <= word.Length; j++)
        {
            row[0] = j;
            for (var i = 1; i <= asked.Length; i++)
            {
                var replaced = last[i - 1] + (asked[i - 1] == word[j - 1] ? 0 : 1);
                row[i] = Math.Min(replaced, 1 + Math.Min(last[i], row[i - 1]));
                if (i > 1 && j > 1 && asked[i - 1] == word[j - 2] && asked[i - 2] == word[j - 1])
                {
                    row[i] = Math.Min(row[i], before[i - 2] + 1);
                }
            }

            least = Math.Min(least, row[asked.Length]);
            last.CopyTo(before);
            row.CopyTo(last);
        }

        return (least, last[asked.Length]);
    }

    /// <summary>Letters and digits in lower case without accents; what stands between them parts words.</summary>
    private static string[] WordsOf(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Replace("'", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
            }
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
