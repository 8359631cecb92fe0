using Drr.Agent.Data;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>The data set that is served, and what is computed from it once.</summary>
internal sealed class Catalogue
{
    public Catalogue(RatingDataset data)
    {
        (Data, Stats) = (data, DatasetStats.Of(data));
        Films = [.. data.Items.Select(item => Film.Of(item))];
        var ratings = new int[data.Items.Count];
        foreach (ref readonly var rating in data.Ratings)
        {
            ratings[rating.Item]++;
        }

        RatingsOf = ratings;
        Crowd = Place(ratings);
        Occupations = [.. data.Users.Select(u => u.Occupation).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        Genres = [.. Stats.Genres.Select(g => g.Name)];
    }

    public RatingDataset Data { get; }

    /// <summary>The entity tag of answers that depend on data set and films' looks alone; another one in each process.</summary>
    public string Tag { get; private set; } = NewTag();

    public DatasetStats Stats { get; }

    /// <summary>By dense id.</summary>
    public IReadOnlyList<Film> Films { get; private set; }

    /// <summary>Ratings of each film, by dense id.</summary>
    public IReadOnlyList<int> RatingsOf { get; }

    /// <summary>Share of the films that have more ratings than each film, by dense id, in [0, 1): 0 for the one with
    /// most.</summary>
    public IReadOnlyList<float> Crowd { get; }

    public IReadOnlyList<string> Occupations { get; }

    public IReadOnlyList<string> Genres { get; }

    /// <summary>The data set in numbers.</summary>
    public DatasetSummary Summarize(int createdUsers, int feedback, ModelSummary? model, string? modelFault) => new(
        Stats.Name, Stats.Users, Stats.Items, Stats.RatedItems, Stats.Ratings, Stats.Sparsity, Stats.MeanStars, Data.Scale.Min,
        Data.Scale.Max, Data.Scale.Step, Time(Stats.FirstTime), Time(Stats.LastTime),
        [.. Stats.Stars.Select(s => new StarShare(s.Stars, s.Ratings, s.Share))],
        [.. Stats.Genres.Select(g => new GenreShare(g.Name, g.Items, g.Ratings))],
        AgeGroups.Names, Occupations, createdUsers, feedback, model, modelFault);

    /// <summary>Gives films the looks of an agent's space.</summary>
    public void Draw(FilmMap map) => (Films, Tag) = (map.Films, NewTag());

    private static float[] Place(int[] ratings)
    {
        var ordered = ratings.OrderDescending().ToArray();
        var first = new Dictionary<int, int>();
        foreach (var (place, count) in ordered.Index())
        {
            first.TryAdd(count, place);
        }

        return [.. ratings.Select(count => (float)first[count] / ratings.Length)];
    }

    private static string NewTag() => $"\"{Guid.NewGuid():N}\"";

    /// <summary>A time as data sets write it: seconds since 1970.</summary>
    public static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
