using Drr.Agent.Data;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>The data set that is served, and what is computed from it once.</summary>
internal sealed class Catalogue
{
    public Catalogue(RatingDataset data)
    {
        (Data, Stats) = (data, DatasetStats.Of(data));
        Films = [.. data.Items.Select(Film.Of)];
        Occupations = [.. data.Users.Select(u => u.Occupation).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        Genres = [.. Stats.Genres.Select(g => g.Name)];
    }

    public RatingDataset Data { get; }

    /// <summary>The entity tag of answers that depend on the data set alone; another one in each process.</summary>
    public string Tag { get; } = $"\"{Guid.NewGuid():N}\"";

    public DatasetStats Stats { get; }

    /// <summary>By dense id.</summary>
    public IReadOnlyList<Film> Films { get; }

    public IReadOnlyList<string> Occupations { get; }

    public IReadOnlyList<string> Genres { get; }

    /// <summary>The data set in numbers.</summary>
    public DatasetSummary Summarize(int createdUsers, int feedback, ModelSummary? model, string? modelFault) => new(
        Stats.Name, Stats.Users, Stats.Items, Stats.RatedItems, Stats.Ratings, Stats.Sparsity, Stats.MeanStars, Data.Scale.Min,
        Data.Scale.Max, Data.Scale.Step, Time(Stats.FirstTime), Time(Stats.LastTime),
        [.. Stats.Stars.Select(s => new StarShare(s.Stars, s.Ratings, s.Share))],
        [.. Stats.Genres.Select(g => new GenreShare(g.Name, g.Items, g.Ratings))],
        AgeGroups.Names, Occupations, createdUsers, feedback, model, modelFault);

    /// <summary>A time as data sets write it: seconds since 1970.</summary>
    public static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
