using Drr.Tensors;

namespace Drr.Agent.Data.Synthesis;

/// <summary>The films of an invented data set: what they are, how good, how well known.</summary>
internal sealed class Films
{
    private const int FirstYear = 1930, LastYear = 1999;
    private const double MeanAge = 12; // years before the last
    private const double GenreBlur = 0.7; // how far a film strays from its genres
    private const double Fame = 0.7; // how far quality makes popularity
    private const int Head = 5; // ranks that share the top of the popularity curve

    private static readonly string[] s_genres = // the commonest first
    [
        "Drama", "Comedy", "Action", "Thriller", "Romance", "Horror", "Adventure", "Sci-Fi", "Children's", "Crime", "War",
        "Documentary", "Musical", "Mystery", "Animation", "Fantasy", "Western", "Film-Noir",
    ];

    private readonly double[] _cumulative; // of popularity

    public Films(SyntheticOptions options, Vectors genres, Rng rng)
    {
        var count = options.Items;
        (Vectors, Quality, Popularity) = (new(count, options.Factors), new double[count], new double[count]);
        var (items, fame, titles) = (new Item[count], new double[count], new Titles(rng.Fork("titles")));
        for (var film = 0; film < count; film++)
        {
            Quality[film] = rng.NextGaussian();
            fame[film] = -((Fame * Quality[film]) + rng.NextGaussian());
            var year = LastYear - (int)(-MeanAge * Elementary.Log(1 - rng.NextDouble()));
            items[film] = new(film + 1, titles.Next(Math.Max(year, FirstYear)), Genres(film, options.Genres, genres, rng));
        }

        Items = items;
        var byFame = Enumerable.Range(0, count).ToArray();
        Array.Sort(fame, byFame);
        for (var rank = 0; rank < count; rank++)
        {
            Popularity[byFame[rank]] = Elementary.Pow(rank + Head, -options.PopularityExponent);
        }

        _cumulative = [.. Popularity];
        for (var film = 1; film < count; film++)
        {
            _cumulative[film] += _cumulative[film - 1];
        }
    }

    public IReadOnlyList<Item> Items { get; }

    public Vectors Vectors { get; }

    /// <summary>Standard normal.</summary>
    public double[] Quality { get; }

    /// <summary>In proportion to how often a film is met.</summary>
    public double[] Popularity { get; }

    /// <summary>A film drawn by popularity.</summary>
    public int Meet(Rng rng)
    {
        var at = Array.BinarySearch(_cumulative, rng.NextDouble() * _cumulative[^1]);
        return Math.Min(at < 0 ? ~at : at, _cumulative.Length - 1);
    }

    // One to three genres, common ones more often; the film lies between them in the space of tastes.
    private string[] Genres(int film, int count, Vectors directions, Rng rng)
    {
        var chosen = new SortedSet<int>();
        var wanted = Math.Min(1 + rng.NextInt(3), count);
        while (chosen.Count < wanted)
        {
            chosen.Add((int)(count * rng.NextDouble() * rng.NextDouble()));
        }

        foreach (var genre in chosen)
        {
            Vectors.Add(film, 1.0 / wanted, directions[genre]);
        }

        Vectors.AddNoise(film, GenreBlur, rng);
        Vectors.Normalise(film);
        return [.. chosen.Select(genre => s_genres[genre])];
    }
}
