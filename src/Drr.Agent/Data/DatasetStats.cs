using System.Text.Json.Serialization;

namespace Drr.Agent.Data;

/// <summary>A data set in numbers.</summary>
public sealed record DatasetStats
{
    private const int Listed = 10;

    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>Users, rating or not.</summary>
    public required int Users { get; init; }

    /// <summary>Items of the catalogue.</summary>
    public required int Items { get; init; }

    /// <summary>Items with a rating.</summary>
    public required int RatedItems { get; init; }

    /// <summary>Ratings.</summary>
    public required int Ratings { get; init; }

    /// <summary>Share of the pairs of user and rated item without a rating, in [0, 1].</summary>
    public required double Sparsity { get; init; }

    /// <summary>What an item is called, in the singular: <c>film</c> or <c>item</c>.</summary>
    public required string ItemNoun { get; init; }

    /// <summary>What a row is called, in the singular: <c>rating</c>, or <c>pair</c> where events were counted.</summary>
    public required string RatingNoun { get; init; }

    /// <summary>The values that ratings take.</summary>
    [JsonIgnore]
    public RatingScale Scale { get; init; }

    /// <summary>Whether the ratings have times; else both times are 0.</summary>
    public required bool HasTimes { get; init; }

    /// <summary>Every value that the scale can have, ascending.</summary>
    public required IReadOnlyList<StarCount> Stars { get; init; }

    /// <summary>Mean of all ratings.</summary>
    public required double MeanStars { get; init; }

    /// <summary>Time of the earliest rating, in seconds since 1970-01-01 UTC.</summary>
    public required long FirstTime { get; init; }

    /// <summary>Time of the latest rating, in seconds since 1970-01-01 UTC.</summary>
    public required long LastTime { get; init; }

    /// <summary>Ratings of a user; all users.</summary>
    public required Quartiles RatingsPerUser { get; init; }

    /// <summary>Ratings of an item; rated items only.</summary>
    public required Quartiles RatingsPerItem { get; init; }

    /// <summary>The ten items with most ratings, the most first; of equals the lower id.</summary>
    public required IReadOnlyList<ItemCount> MostRated { get; init; }

    /// <summary>All genres, the one with most ratings first; of equals by name.</summary>
    public required IReadOnlyList<GenreCount> Genres { get; init; }

    /// <summary>What is missing.</summary>
    public required MissingFields Missing { get; init; }

    /// <summary>Counts a data set.</summary>
    /// <exception cref="ArgumentException">It has no ratings.</exception>
    public static DatasetStats Of(RatingDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Ratings.IsEmpty)
        {
            throw new ArgumentException($"'{dataset.Name}' has no ratings to count.", nameof(dataset));
        }

        var scale = dataset.Scale;
        var (counts, sums) = (new int[dataset.Items.Count], new double[dataset.Items.Count]);
        var stars = new int[scale.Count];
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (ref readonly var rating in dataset.Ratings)
        {
            counts[rating.Item]++;
            sums[rating.Item] += rating.Value;
            stars[scale.IndexOf(rating.Value)]++;
            (first, last) = (Math.Min(first, rating.Time), Math.Max(last, rating.Time));
        }

        var rated = Enumerable.Range(0, counts.Length).Where(item => counts[item] > 0).ToArray();
        var total = dataset.Ratings.Length;
        return new()
        {
            Name = dataset.Name,
            ItemNoun = dataset.ItemNoun,
            RatingNoun = dataset.RatingNoun,
            Scale = scale,
            HasTimes = dataset.HasTimes,
            Users = dataset.Users.Count,
            Items = dataset.Items.Count,
            RatedItems = rated.Length,
            Ratings = total,
            Sparsity = 1 - (total / ((double)dataset.Users.Count * rated.Length)),
            Stars = [.. stars.Select((n, place) => new StarCount(scale.ValueAt(place), n, (double)n / total))
                .Where(star => !scale.IsEvents || star.Stars >= 0 || star.Ratings > 0)],
            MeanStars = sums.Sum() / total,
            FirstTime = first,
            LastTime = last,
            RatingsPerUser = Quartiles.Of(Enumerable.Range(0, dataset.Users.Count).Select(u => dataset.HistoryOf(u).Length)),
            RatingsPerItem = Quartiles.Of(rated.Select(item => counts[item])),
            MostRated =
            [
                .. rated.OrderByDescending(item => counts[item]).Take(Listed) // a stable sort: of equals the lower id
                    .Select(item => new ItemCount(dataset.Items[item], counts[item], sums[item] / counts[item])),
            ],
            Genres = CountGenres(dataset, counts),
            Missing = new(
                dataset.Items.Count(item => item.Genres.Count == 0),
                dataset.Users.Count(user => user.Gender is null),
                dataset.Users.Count(user => user.Age is null),
                dataset.Users.Count(user => user.Occupation is null),
                dataset.Users.Count(user => user.Zip is null)),
        };
    }

    private static GenreCount[] CountGenres(RatingDataset dataset, int[] counts) =>
    [
        .. from item in Enumerable.Range(0, counts.Length)
           from genre in dataset.Items[item].Genres
           group counts[item] by genre into ratings
           let count = new GenreCount(ratings.Key, ratings.Count(), ratings.Sum())
           orderby count.Ratings descending, count.Name
           select count,
    ];
}

/// <summary>How large a genre is; an item of several genres counts in each.</summary>
/// <param name="Name">As the data set spells it.</param>
/// <param name="Items">Of the catalogue, rated or not.</param>
/// <param name="Ratings">Of those items.</param>
public sealed record GenreCount(string Name, int Items, int Ratings);

/// <summary>How often an item was rated.</summary>
/// <param name="Item">The item.</param>
/// <param name="Ratings">How many ratings it has, 1 or more.</param>
/// <param name="MeanStars">Their mean.</param>
public sealed record ItemCount(Item Item, int Ratings, double MeanStars);

/// <summary>How many items or users a field is missing from.</summary>
/// <param name="Genres">Items without a genre.</param>
/// <param name="Gender">Users without it.</param>
/// <param name="Age">Users without it.</param>
/// <param name="Occupation">Users without it.</param>
/// <param name="Zip">Users without it.</param>
public sealed record MissingFields(int Genres, int Gender, int Age, int Occupation, int Zip);

/// <summary>How often a value was given.</summary>
/// <param name="Stars">A value of the scale.</param>
/// <param name="Ratings">How many ratings have it.</param>
/// <param name="Share">Of all ratings, in [0, 1].</param>
public sealed record StarCount(float Stars, int Ratings, double Share);

/// <summary>How counts are spread.</summary>
/// <param name="Min">The least.</param>
/// <param name="Lower">A quarter lie below.</param>
/// <param name="Median">Half lie below.</param>
/// <param name="Upper">Three quarters lie below.</param>
/// <param name="Max">The most.</param>
/// <param name="Mean">The arithmetic mean.</param>
public sealed record Quartiles(int Min, double Lower, double Median, double Upper, int Max, double Mean)
{
    /// <summary>The quartiles of <paramref name="counts"/>, one or more; between two counts they lie on the straight line (type 7
    /// of Hyndman and Fan 1996).</summary>
    public static Quartiles Of(IEnumerable<int> counts)
    {
        int[] sorted = [.. counts.Order()];
        return new(sorted[0], At(0.25), At(0.5), At(0.75), sorted[^1], sorted.Average());

        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var (below, above) = (sorted[(int)place], sorted[Math.Min((int)place + 1, sorted.Length - 1)]);
            return below + ((place - (int)place) * (above - below));
        }
    }
}
