using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Drr.Agent.Data;

/// <summary>Users, items and ratings with dense ids. Ratings lie user by user, in time order; ties keep the file's.</summary>
public sealed class RatingDataset
{
    private readonly List<Rating> _ratings;
    private readonly Lazy<Dictionary<string, int>> _userKeys, _itemKeys; // by raw id; empty where raw ids are numbers
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
        _userKeys = new(() => Keys(users.Select(user => user.Key)));
        _itemKeys = new(() => Keys(items.Select(item => item.Key)));
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

    /// <summary>What an item is called in messages and reports, in the singular: a film, or an item where nobody said.</summary>
    public string ItemNoun { get; init; } = "film";

    /// <summary>What a row is called in messages and reports, in the singular: a rating; or a pair, of a user and an item, where
    /// events were counted.</summary>
    public string RatingNoun => Scale.IsEvents ? "pair" : "rating";

    /// <summary>Whether the ratings have times. Without them all times are 0, and the order of the file is the order in
    /// time.</summary>
    public bool HasTimes => _ratings.Exists(rating => rating.Time != 0);

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

    /// <summary>The dense id of a user as the file writes it, a text or a number, or -1.</summary>
    public int FindUser(string label) => FindLabel(_userKeys.Value, label, FindUser);

    /// <summary>The dense id of an item as the file writes it, a text or a number, or -1.</summary>
    public int FindItem(string label) => FindLabel(_itemKeys.Value, label, FindItem);

    /// <summary>A data set that keeps the list of ratings and sorts it in place: copying millions takes longer than sorting
    /// them.</summary>
    /// <inheritdoc cref="RatingDataset(string, IReadOnlyList{User}, IReadOnlyList{Item}, IEnumerable{Rating}, RatingScale)"/>
    internal static RatingDataset TakeOver(
        string name, IReadOnlyList<User> users, IReadOnlyList<Item> items, List<Rating> ratings, RatingScale scale,
        string itemNoun = "film") => new(name, users, items, ratings, scale) { ItemNoun = itemNoun };

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

    private static Dictionary<string, int> Keys(IEnumerable<string?> keys)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, key) in keys.Index().Where(row => row.Item is not null))
        {
            places.Add(key!, place);
        }

        return places;
    }

    private static int FindLabel(Dictionary<string, int> keys, string label, Func<int, int> find) =>
        keys.Count > 0 ? keys.GetValueOrDefault(label, -1)
        : int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? find(id)
        : -1;

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

/// <summary>A film, or whatever else is rated.</summary>
/// <param name="Id">The raw id of the data set, or a number from 1 on where the raw ids are texts.</param>
/// <param name="Title">As the data set spells it, a film's with its year; the raw id where there are no titles.</param>
/// <param name="Genres">In the data set's order; may be empty.</param>
public sealed record Item(int Id, string Title, IReadOnlyList<string> Genres)
{
    /// <summary>The raw id of the data set where it is a text; <c>null</c> where it is the number <see cref="Id"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>The raw id as the data set writes it.</summary>
    [JsonIgnore]
    public string Label => Key ?? Id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A user as the data set describes them; what it leaves out is <c>null</c>.</summary>
/// <param name="Id">The raw id of the data set, or a number from 1 on where the raw ids are texts.</param>
/// <param name="Gender"><c>F</c> or <c>M</c>.</param>
/// <param name="Age">Years; in ML-1M the lower bound of an age group (1 stands for under 18).</param>
/// <param name="Occupation">In words.</param>
/// <param name="Zip">Postal code.</param>
public sealed record User(int Id, string? Gender = null, int? Age = null, string? Occupation = null, string? Zip = null)
{
    /// <summary>The raw id of the data set where it is a text; <c>null</c> where it is the number <see cref="Id"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>The raw id as the data set writes it.</summary>
    [JsonIgnore]
    public string Label => Key ?? Id.ToString(CultureInfo.InvariantCulture);
}
