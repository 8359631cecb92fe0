using System.Globalization;
using System.Runtime.InteropServices;

namespace Drr.Agent.Data;

/// <summary>Users, items and ratings with dense ids. Ratings lie user by user, in time order; ties keep the file's.</summary>
public sealed class RatingDataset
{
    private readonly List<Rating> _ratings;
    private readonly int[] _start; // [users + 1]: user u's ratings are _start[u] .. _start[u + 1]

    /// <summary>A data set; ids of ratings are positions in <paramref name="users"/> and <paramref name="items"/>.</summary>
    /// <param name="name">For messages and reports.</param>
    /// <param name="users">In ascending order of raw id.</param>
    /// <param name="items">In ascending order of raw id.</param>
    /// <param name="ratings">In the file's order; sorted here, stably.</param>
    /// <param name="scale">The values that ratings take.</param>
    /// <exception cref="ArgumentException">Raw ids do not ascend, or a rating points outside or is off the scale.</exception>
    public RatingDataset(
        string name, IReadOnlyList<User> users, IReadOnlyList<Item> items, IEnumerable<Rating> ratings, RatingScale scale)
        : this(name, users, items, [.. ratings], scale)
    {
    }

    private RatingDataset(
        string name, IReadOnlyList<User> users, IReadOnlyList<Item> items, List<Rating> ratings, RatingScale scale)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        (Name, Users, Items, Scale) = (name, users, items, scale);
        CheckOrder(users, user => user.Id, nameof(users));
        CheckOrder(items, item => item.Id, nameof(items));
        _start = new int[users.Count + 1];
        _ratings = GroupByUser(ratings);
        Rating[] scratch = [];
        for (var user = 0; user < users.Count; user++)
        {
            var history = CollectionsMarshal.AsSpan(_ratings)[_start[user].._start[user + 1]];
            if (scratch.Length < history.Length / 2)
            {
                scratch = new Rating[history.Length];
            }

            TimeOrder.Sort(history, scratch);
        }
    }

    /// <summary>For messages and reports.</summary>
    public string Name { get; }

    /// <summary>Users by dense id, ascending in raw id.</summary>
    public IReadOnlyList<User> Users { get; }

    /// <summary>Items by dense id, ascending in raw id; the whole catalogue, rated or not.</summary>
    public IReadOnlyList<Item> Items { get; }

    /// <summary>The values that ratings take.</summary>
    public RatingScale Scale { get; }

    /// <summary>All ratings, user by user, each user's in time order.</summary>
    public ReadOnlySpan<Rating> Ratings => CollectionsMarshal.AsSpan(_ratings);

    /// <summary>One user's ratings in time order.</summary>
    public ReadOnlySpan<Rating> HistoryOf(int user) => Ratings[_start[user].._start[user + 1]];

    /// <summary>Where <see cref="HistoryOf"/> of a user begins in <see cref="Ratings"/>.</summary>
    public int HistoryStart(int user) => _start[user];

    /// <summary>The dense id of a raw user id, or -1.</summary>
    public int FindUser(int rawId) => Find(Users, user => user.Id, rawId);

    /// <summary>The dense id of a raw item id, or -1.</summary>
    public int FindItem(int rawId) => Find(Items, item => item.Id, rawId);

    /// <summary>A data set that keeps the list of ratings and sorts it in place: copying millions takes longer than sorting
    /// them.</summary>
    /// <inheritdoc cref="RatingDataset(string, IReadOnlyList{User}, IReadOnlyList{Item}, IEnumerable{Rating}, RatingScale)"/>
    internal static RatingDataset TakeOver(
        string name, IReadOnlyList<User> users, IReadOnlyList<Item> items, List<Rating> ratings, RatingScale scale) =>
        new(name, users, items, ratings, scale);

    /// <summary>Whether ratings lie user by user, in ascending order, as they do in most files.</summary>
    internal static bool IsByUser(ReadOnlySpan<Rating> ratings)
    {
        var last = 0;
        foreach (ref readonly var rating in ratings)
        {
            if (rating.User < last)
            {
                return false;
            }

            last = rating.User;
        }

        return true;
    }

    // A counting sort: it keeps each user's ratings in the order given, and fills _start.
    private List<Rating> GroupByUser(List<Rating> ratings)
    {
        var (users, items, scale) = (Users.Count, Items.Count, Scale);
        var given = CollectionsMarshal.AsSpan(ratings);
        foreach (ref readonly var rating in given)
        {
            if ((uint)rating.User >= (uint)users || (uint)rating.Item >= (uint)items || !scale.Contains(rating.Value))
            {
                throw new ArgumentException(
                    $"{rating} lies outside {users} users, {items} items, stars {scale}.", nameof(ratings));
            }

            _start[rating.User + 1]++;
        }

        for (var user = 0; user < users; user++)
        {
            _start[user + 1] += _start[user];
        }

        if (IsByUser(given))
        {
            return ratings;
        }

        var next = _start[..users];
        var grouped = new List<Rating>(ratings);
        var rows = CollectionsMarshal.AsSpan(grouped);
        foreach (ref readonly var rating in given)
        {
            rows[next[rating.User]++] = rating;
        }

        return grouped;
    }

    private static void CheckOrder<T>(IReadOnlyList<T> rows, Func<T, int> idOf, string name)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            var (last, id) = (idOf(rows[i - 1]), idOf(rows[i]));
            if (id <= last)
            {
                throw new ArgumentException($"Raw ids must ascend: {id} follows {last}.", name);
            }
        }
    }

    private static int Find<T>(IReadOnlyList<T> rows, Func<T, int> idOf, int rawId)
    {
        var (from, to) = (0, rows.Count - 1);
        while (from <= to)
        {
            var middle = from + ((to - from) / 2);
            var id = idOf(rows[middle]);
            if (id == rawId)
            {
                return middle;
            }

            (from, to) = id < rawId ? (middle + 1, to) : (from, middle - 1);
        }

        return -1;
    }
}

/// <summary>One rating, with dense ids.</summary>
/// <param name="User">Dense user id, 0-based.</param>
/// <param name="Item">Dense item id, 0-based.</param>
/// <param name="Value">Stars, on the data set's scale.</param>
/// <param name="Time">Seconds since 1970-01-01 UTC.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)] // 20 bytes, not 24: there are millions
public readonly record struct Rating(int User, int Item, float Value, long Time);

/// <summary>A film.</summary>
/// <param name="Id">The raw id of the data set.</param>
/// <param name="Title">Title with year, as the data set spells it.</param>
/// <param name="Genres">In the data set's order; may be empty.</param>
public sealed record Item(int Id, string Title, IReadOnlyList<string> Genres);

/// <summary>A user as the data set describes them; what it leaves out is <c>null</c>.</summary>
/// <param name="Id">The raw id of the data set.</param>
/// <param name="Gender"><c>F</c> or <c>M</c>.</param>
/// <param name="Age">Years; in ML-1M the lower bound of an age group (1 stands for under 18).</param>
/// <param name="Occupation">In words.</param>
/// <param name="Zip">Postal code.</param>
public sealed record User(int Id, string? Gender = null, int? Age = null, string? Occupation = null, string? Zip = null);

/// <summary>The values that a rating may take: <paramref name="Min"/>, Min + Step, ..., <paramref name="Max"/>.</summary>
public readonly record struct RatingScale(float Min, float Max, float Step)
{
    /// <summary>Whole stars, 1 to 5.</summary>
    public static RatingScale WholeStars => new(1, 5, 1);

    /// <summary>Half stars, 0.5 to 5.</summary>
    public static RatingScale HalfStars => new(0.5f, 5, 0.5f);

    /// <summary>Whether <paramref name="value"/> is one of the scale's values.</summary>
    public bool Contains(float value)
    {
        var steps = (value - Min) / Step;
        return value >= Min && value <= Max && steps == MathF.Floor(steps); // % would be a slow library call
    }

    /// <summary>The scale's value nearest to <paramref name="value"/> (a tie goes up).</summary>
    public float Nearest(double value) => (float)(Min + (Step * Math.Floor((Math.Clamp(value, Min, Max) - Min) / Step + 0.5)));

    /// <summary>Where a value lies between the middle of the scale, 0, and its ends, -1 and 1.</summary>
    public float Centred(float value) => ((2 * value) - Max - Min) / (Max - Min);

    /// <summary>The values in short: <c>1, 2, ..., 5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Min}, {Min + Step}, ..., {Max}");
}
