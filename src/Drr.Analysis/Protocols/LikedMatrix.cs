using Drr.Agent.Data;

namespace Drr.Analysis.Protocols;

/// <summary>Who liked what, in both directions.</summary>
internal sealed class LikedMatrix
{
    private readonly int[][] _itemsOf, _usersOf;

    internal LikedMatrix(IReadOnlyCollection<Rating> liked, int users, int items)
    {
        _itemsOf = Group(liked, rating => rating.User, rating => rating.Item, users);
        _usersOf = Group(liked, rating => rating.Item, rating => rating.User, items);
    }

    internal int Users => _itemsOf.Length;

    internal int Items => _usersOf.Length;

    internal ReadOnlySpan<int> ItemsOf(int user) => _itemsOf[user];

    internal ReadOnlySpan<int> UsersOf(int item) => _usersOf[item];

    private static int[][] Group(IReadOnlyCollection<Rating> rows, Func<Rating, int> key, Func<Rating, int> value, int groups)
    {
        var counts = new int[groups];
        foreach (var row in rows)
        {
            counts[key(row)]++;
        }

        int[][] values = [.. counts.Select(count => new int[count])];
        foreach (var row in rows)
        {
            values[key(row)][^counts[key(row)]--] = value(row);
        }

        return values;
    }
}
