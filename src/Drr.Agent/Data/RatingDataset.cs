using System.Runtime.InteropServices;

namespace Drr.Agent.Data;

/// <summary>Users, items and ratings with dense ids. Ratings lie user by user, in time order; ties keep the file's.</summary>
public sealed class RatingDataset
{
    private readonly Rating[] _ratings;
    private readonly int[] _start; // [users + 1]: user u's ratings are _start[u] .. _start[u + 1]
    private readonly Dictionary<int, int> _userOf, _itemOf;

    /// <summary>A data set; ids of ratings are positions in <paramref name="users"/> and <paramref name="items"/>.</summary>
    /// <param name="name">For messages and reports.</param>
    /// <param name="users">In ascending order of raw id.</param>
    /// <param name="items">In ascending order of raw id.</param>
    /// <param name="ratings">In the file's order; sorted here, stably.</param>
    /// <param name="scale">The values that ratings take.</param>
    /// <exception cref="ArgumentException">Raw ids do not ascend, or a rating points outside or is off the scale.</exception>
    public RatingDataset(
        string name, IReadOnlyList<User> users, IReadOnlyList<Item> items, IEnumerable<Rating> ratings, RatingScale scale)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(ratings);
        (Name, Users, Items, Scale) = (name, users, items, scale);
        _userOf = Index(users.Select(u => u.Id), nameof(users));
        _itemOf = Index(items.Select(i => i.Id), nameof(items));
        _start = new int[users.Count + 1];
        _ratings = GroupByUser(AsSpan(ratings));
        var scratch = new Rating[users.Count == 0 ? 0 : Enumerable.Range(0, users.Count).Max(u => _start[u + 1] - _start[u]) / 2];
        for (var user = 0; user < users.Count; user++)
        {
            TimeOrder.Sort(_ratings.AsSpan(_start[user].._start[user + 1]), scratch);
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
    public ReadOnlySpan<Rating> Ratings => _ratings;

    /// <summary>One user's ratings in time order.</summary>
    public ReadOnlySpan<Rating> HistoryOf(int user) => _ratings.AsSpan(_start[user].._start[user + 1]);

    /// <summary>Where <see cref="HistoryOf"/> of a user begins in <see cref="Ratings"/>.</summary>
    public int HistoryStart(int user) => _start[user];

    /// <summary>The dense id of a raw user id, or -1.</summary>
    public int FindUser(int rawId) => _userOf.GetValueOrDefault(rawId, -1);

    /// <summary>The dense id of a raw item id, or -1.</summary>
    public int FindItem(int rawId) => _itemOf.GetValueOrDefault(rawId, -1);

    // Avoids a copy of what is a million rows in the common case.
    private static ReadOnlySpan<Rating> AsSpan(IEnumerable<Rating> ratings) => ratings switch
    {
        Rating[] array => array,
        List<Rating> list => CollectionsMarshal.AsSpan(list),
        _ => ratings.ToArray(),
    };

    // A counting sort: it keeps each user's ratings in the order given, and fills _start.
    private Rating[] GroupByUser(ReadOnlySpan<Rating> ratings)
    {
        var (users, items, scale) = (Users.Count, Items.Count, Scale);
        foreach (ref readonly var rating in ratings)
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

        var next = _start[..users];
        var grouped = GC.AllocateUninitializedArray<Rating>(ratings.Length);
        foreach (ref readonly var rating in ratings)
        {
            grouped[next[rating.User]++] = rating;
        }

        return grouped;
    }

    private static Dictionary<int, int> Index(IEnumerable<int> ids, string name)
    {
        var index = new Dictionary<int, int>();
        var last = int.MinValue;
        foreach (var id in ids)
        {
            if (id <= last && index.Count > 0)
            {
                throw new ArgumentException($"Raw ids must ascend: {id} follows {last}.", name);
            }

            index[last = id] = index.Count;
        }

        return index;
    }
}
