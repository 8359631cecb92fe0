using System.Collections;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <summary>The ratings of a file as they are read, and the line that each stands on.</summary>
/// <param name="hint">Follows a fault about a repeated rating: the way out.</param>
internal sealed class RatingRows(string hint = "")
{
    private const int TypicalRow = 24; // bytes
    private const int MostGuessed = 1 << 22; // a size that an archive states need not be true
    private readonly List<(int Row, int Line)> _lines = []; // where ratings begin to follow one another line by line
    private int _nextLine;

    /// <summary>The ratings, in the file's order.</summary>
    public List<Rating> Ratings { get; } = [];

    /// <summary>Makes room for the rows of a file of so many bytes: growing would touch twice the memory.</summary>
    public void Expect(long bytes) => Ratings.Capacity = (int)Math.Min(bytes / TypicalRow, MostGuessed);

    public void Add(Rating rating, int line)
    {
        if (line != _nextLine)
        {
            _lines.Add((Ratings.Count, line));
        }

        _nextLine = line + 1;
        Ratings.Add(rating);
    }

    /// <summary>Gives users and items other dense ids; <c>null</c> leaves them.</summary>
    public void Renumber(int[]? users, int[]? items)
    {
        foreach (ref var rating in CollectionsMarshal.AsSpan(Ratings))
        {
            rating = rating with { User = users?[rating.User] ?? rating.User, Item = items?[rating.Item] ?? rating.Item };
        }
    }

    /// <summary>Warns of times far from the others: one that lost a digit is a tenth of what it was. What is far, the
    /// quartiles of a sample say.</summary>
    public void WarnOfTimes(string file, FaultLog faults)
    {
        const int Sample = 4_096, Fewest = 4;
        var stride = (Ratings.Count / Sample) + 1;
        var times = Enumerable.Range(0, Ratings.Count / stride).Select(i => Ratings[i * stride].Time).Order().ToArray();
        if (times.Length < Fewest || times[times.Length / 4] is var early && times[^(1 + (times.Length / 4))] is var late
            && late >= 4 * early)
        {
            return; // too few to tell, or stamps that are counted from near their own start
        }

        bool IsFar(Rating rating) => rating.Time < early / 2 || rating.Time > 2 * late;

        if (Ratings.FindIndex(IsFar) is >= 0 and var first)
        {
            var more = Ratings.Skip(first + 1).Count(IsFar) is > 0 and var others ? Invariant($", as do {others:N0} more") : "";
            faults.Warn(new(
                file, LineOf(first),
                Invariant($"time {Ratings[first].Time} lies far from most others{more}; is the row whole?")));
        }
    }

    /// <summary>A user rates an item once. What a repeated rating is, <paramref name="policy"/> says; where it is a fault, the
    /// first in the file stays.</summary>
    public void RemoveRepeats(
        IReadOnlyList<User> users, IReadOnlyList<Item> items, RepeatedRatings policy, string file, FaultLog faults)
    {
        var repeats = Repeats(users.Count, items.Count, (ratings, earlier, later) =>
        {
            if (policy == RepeatedRatings.Refuse)
            {
                var (user, item) = (users[ratings[later].User].Label, items[ratings[later].Item].Label);
                faults.Add(new(file, LineOf(later), $"user {user} rated item {item} on line {LineOf(earlier)} already{hint}."));
                return later;
            }

            var isOrdered = ratings[earlier].Time <= ratings[later].Time; // of equal times the order of the file holds
            return isOrdered == (policy == RepeatedRatings.Last) ? earlier : later;
        });
        Remove(repeats);
        if (repeats.Count > 0 && policy != RepeatedRatings.Refuse)
        {
            var which = policy == RepeatedRatings.Last ? "last" : "first";
            var text = Invariant($"{repeats.Count:N0} repeated ratings are left out: of several the {which} counts.");
            faults.Warn(new(file, 0, text));
        }
    }

    /// <summary>Makes one row of all events of a user with an item: it has the time of the first and the number of all as its
    /// value.</summary>
    public void CountEvents(int users, int items)
    {
        var repeats = Repeats(users, items, (ratings, earlier, later) =>
        {
            var (first, other) = (ratings[earlier], ratings[later]);
            ratings[earlier] = first with { Value = first.Value + other.Value, Time = Math.Min(first.Time, other.Time) };
            return later;
        });
        Remove(repeats);
    }

    /// <summary>Changes every value.</summary>
    public void Map(Func<float, float> value)
    {
        foreach (ref var rating in CollectionsMarshal.AsSpan(Ratings))
        {
            rating = rating with { Value = value(rating.Value) };
        }
    }

    private delegate int Choice(Span<Rating> ratings, int earlier, int later);

    // The rows that go: of each two of a pair of user and item, the one that the choice names.
    private List<int> Repeats(int users, int items, Choice loser)
    {
        var ratings = CollectionsMarshal.AsSpan(Ratings);
        var byUser = RowsByUser(ratings, users);
        var (latest, latestRow) = (new int[items], new int[items]); // an item's latest user, from 1, and the row
        var repeats = new List<int>();
        for (var i = 0; i < ratings.Length; i++)
        {
            var row = byUser is null ? i : byUser[i];
            var (user, item) = (ratings[row].User, ratings[row].Item);
            if (latest[item] == user + 1)
            {
                var lost = loser(ratings, latestRow[item], row);
                repeats.Add(lost);
                latestRow[item] = lost == row ? latestRow[item] : row;
            }
            else
            {
                (latest[item], latestRow[item]) = (user + 1, row);
            }
        }

        return repeats;
    }

    // Lines are not known any more after this.
    private void Remove(List<int> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var removed = new BitArray(Ratings.Count);
        rows.ForEach(row => removed[row] = true);
        var ratings = CollectionsMarshal.AsSpan(Ratings);
        var kept = 0;
        for (var row = 0; row < ratings.Length; row++)
        {
            if (!removed[row])
            {
                ratings[kept++] = ratings[row];
            }
        }

        CollectionsMarshal.SetCount(Ratings, kept);
    }

    private int LineOf(int row)
    {
        var (first, line) = _lines[~_lines.BinarySearch((row, int.MaxValue)) - 1];
        return line + row - first;
    }

    // The rows of each user in turn, in file order; null where the file has them so.
    private static int[]? RowsByUser(ReadOnlySpan<Rating> ratings, int users)
    {
        if (RatingDataset.IsByUser(ratings))
        {
            return null;
        }

        var next = new int[users + 1];
        foreach (ref readonly var rating in ratings)
        {
            next[rating.User + 1]++;
        }

        for (var user = 0; user < users; user++)
        {
            next[user + 1] += next[user];
        }

        var rows = new int[ratings.Length];
        for (var row = 0; row < ratings.Length; row++)
        {
            rows[next[ratings[row].User]++] = row;
        }

        return rows;
    }
}
