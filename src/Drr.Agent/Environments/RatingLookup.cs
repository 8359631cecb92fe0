using Drr.Agent.Data;

namespace Drr.Agent.Environments;

/// <summary>The ratings of chosen roles, found by user and item with a binary search and without allocating.</summary>
/// <remarks>Rows of other roles are not kept, so code that holds a lookup of training rows cannot see a test row.</remarks>
public sealed class RatingLookup
{
    private readonly int[] _start; // [users + 1]: user u's rows are _start[u] .. _start[u + 1]
    private readonly int[] _items; // ascending within a user
    private readonly float[] _ratings;

    /// <summary>Keeps the rows of a data set whose role is among <paramref name="answering"/>.</summary>
    /// <param name="dataset">The ratings; of an item that a user rated more than once the latest counts.</param>
    /// <param name="roles">[ratings], aligned with the data set's.</param>
    /// <param name="answering">The roles to keep.</param>
    /// <exception cref="ArgumentException">There is not one role a rating, or no role is to be kept.</exception>
    public RatingLookup(RatingDataset dataset, ReadOnlySpan<RowRole> roles, params ReadOnlySpan<RowRole> answering)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (roles.Length != dataset.Ratings.Length || answering.IsEmpty)
        {
            throw new ArgumentException(
                $"Got {roles.Length} roles for {dataset.Ratings.Length} ratings and {answering.Length} roles to keep; "
                + "give one a rating, and keep one or more.");
        }

        _start = new int[dataset.Users.Count + 1];
        _items = new int[roles.Length];
        _ratings = new float[roles.Length];
        var order = new List<(int Item, int Row)>();
        var count = 0;
        for (var user = 0; user < dataset.Users.Count; user++)
        {
            order.Clear();
            var first = dataset.HistoryStart(user);
            var history = dataset.HistoryOf(user);
            for (var row = 0; row < history.Length; row++)
            {
                if (answering.Contains(roles[first + row]))
                {
                    order.Add((history[row].Item, row));
                }
            }

            order.Sort(); // by item, then by time
            foreach (var (item, row) in order)
            {
                var repeated = count > _start[user] && _items[count - 1] == item;
                var slot = repeated ? count - 1 : count++;
                (_items[slot], _ratings[slot]) = (item, history[row].Value);
            }

            _start[user + 1] = count;
        }

        Array.Resize(ref _items, count);
        Array.Resize(ref _ratings, count);
    }

    /// <summary>A user's items, ascending.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => _items.AsSpan(_start[user].._start[user + 1]);

    /// <summary>Looks a rating up.</summary>
    /// <param name="user">Dense user id.</param> <param name="item">Dense item id.</param>
    /// <param name="rating">Stars; 0 when there is no such row.</param>
    /// <returns>Whether there is such a row.</returns>
    public bool TryGet(int user, int item, out float rating)
    {
        var place = ItemsOf(user).BinarySearch(item);
        rating = place < 0 ? 0 : _ratings[_start[user] + place];
        return place >= 0;
    }
}
