using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <summary>Reads the files of one data set: items, then users, then ratings, which must point at both. Rows at fault are
/// reported and left out.</summary>
internal sealed class FormReader(DataSource source, FormFiles files, FaultLog faults)
{
    private const int TypicalRow = 24; // bytes
    private const int MostGuessed = 1 << 22; // a size that an archive states need not be true

    private readonly FormLayout _form = files.Layout;
    private readonly List<Rating> _ratings = [];
    private readonly List<(int Row, int Line)> _lines = []; // where ratings begin to follow one another line by line
    private bool _hasPoint; // whether any rating is written with a decimal point

    public RatingDataset Read(string name)
    {
        var (items, itemIndex) = ReadDescriptions(files.Items, _form.Items, "item", _form.ReadItem, item => item.Id);
        var (users, userIndex) = ReadDescriptions(files.Users, _form.Users, "user", _form.ReadUser, user => user.Id);
        ReadRatings(userIndex, itemIndex);
        WarnOfTimes();
        var ratings = CollectionsMarshal.AsSpan(_ratings);
        if (users.Count == 0)
        {
            var (ids, rank) = userIndex.Sorted();
            users = [.. ids.Select(id => new User(id))];
            foreach (ref var rating in ratings)
            {
                rating = rating with { User = rank[rating.User] };
            }
        }

        if (items.Count == 0) // only a check comes here: a read has stopped at the fault
        {
            var (ids, rank) = itemIndex.Sorted();
            items = [.. ids.Select(id => new Item(id, "", []))];
            foreach (ref var rating in ratings)
            {
                rating = rating with { Item = rank[rating.Item] };
            }
        }

        RemoveRepeats(users, items);
        var scale = _form.Scale == RatingScale.HalfStars && !_hasPoint ? RatingScale.WholeStars : _form.Scale;
        return RatingDataset.TakeOver(name, users, items, _ratings, scale);
    }

    private (List<T> Rows, IdIndex Index) ReadDescriptions<T>(
        string? file, FileLayout layout, string noun, Func<RowReader, int, T?> read, Func<T, int> idOf)
        where T : class
    {
        var (found, faulty, lines) = (new List<T>(), new List<int>(), new Dictionary<int, int>());
        using var rows = Open(file, layout);
        while (rows?.Read() == true)
        {
            var id = rows.Id(0, noun);
            if (rows.IsSound && !lines.TryAdd(id, rows.Line))
            {
                rows.Report($"{noun} {id} stands on line {lines[id]} already.");
            }
            else if (read(rows, id) is { } row)
            {
                found.Add(row);
            }
            else
            {
                faulty.Add(id);
            }
        }

        found.Sort((a, b) => idOf(a).CompareTo(idOf(b)));
        var isCheckable = found.Count > 0; // without rows every rating would be a fault
        return (found, isCheckable ? new IdIndex(found.Select(idOf), faulty) : new IdIndex());
    }

    private void ReadRatings(IdIndex users, IdIndex items)
    {
        using var rows = Open(files.Ratings, _form.Ratings);
        var guess = (int)Math.Min((rows?.Size ?? 0) / TypicalRow, MostGuessed);
        _ratings.Capacity = guess; // growing would touch twice the memory
        var nextLine = 0;
        while (rows?.Read() == true)
        {
            var (rawUser, rawItem) = (rows.Id(0, "user"), rows.Id(1, "item"));
            var (stars, time) = (rows.Stars(2, _form.Scale, out var hasPoint), rows.Time(3));
            if (!rows.IsSound)
            {
                continue;
            }

            var (user, item) = (users.Find(rawUser), items.Find(rawItem));
            if (user == IdIndex.Unknown)
            {
                rows.Report($"user {rawUser} is not in {_form.Users.Name}.");
            }

            if (item == IdIndex.Unknown)
            {
                rows.Report($"item {rawItem} is not in {_form.Items.Name}.");
            }

            if (user >= 0 && item >= 0)
            {
                _hasPoint |= hasPoint;
                if (rows.Line != nextLine)
                {
                    _lines.Add((_ratings.Count, rows.Line));
                }

                nextLine = rows.Line + 1;
                _ratings.Add(new(user, item, stars, time));
            }
        }
    }

    // A stamp that lost a digit is a tenth of what it was. The quartiles, of a sample, are those of nearly all sound files.
    private void WarnOfTimes()
    {
        const int Sample = 4_096, Fewest = 4;
        var stride = (_ratings.Count / Sample) + 1;
        var times = Enumerable.Range(0, _ratings.Count / stride).Select(i => _ratings[i * stride].Time).Order().ToArray();
        if (times.Length < Fewest || times[times.Length / 4] is var early && times[^(1 + (times.Length / 4))] is var late
            && late >= 4 * early)
        {
            return; // too few to tell, or stamps that are counted from near their own start
        }

        bool IsFar(Rating rating) => rating.Time < early / 2 || rating.Time > 2 * late;

        if (_ratings.FindIndex(IsFar) is >= 0 and var first)
        {
            var more = _ratings.Skip(first + 1).Count(IsFar) is > 0 and var others ? Invariant($", as do {others:N0} more") : "";
            faults.Warn(new(
                _form.Ratings.Name, LineOf(first),
                Invariant($"time {_ratings[first].Time} lies far from most others{more}; is the row whole?")));
        }
    }

    // A user rates an item once: of a repeated rating the first in the file stands.
    private void RemoveRepeats(List<User> users, List<Item> items)
    {
        var ratings = CollectionsMarshal.AsSpan(_ratings);
        var byUser = RowsByUser(ratings, users.Count);
        var (latest, latestRow) = (new int[items.Count], new int[items.Count]); // an item's latest user, from 1, and the row
        var repeats = new List<int>();
        for (var i = 0; i < ratings.Length; i++)
        {
            var row = byUser is null ? i : byUser[i];
            var (user, item) = (ratings[row].User, ratings[row].Item);
            if (latest[item] == user + 1)
            {
                var text = $"user {users[user].Id} rated item {items[item].Id} on line {LineOf(latestRow[item])} already.";
                faults.Add(new(_form.Ratings.Name, LineOf(row), text));
                repeats.Add(row);
            }
            else
            {
                (latest[item], latestRow[item]) = (user + 1, row);
            }
        }

        if (repeats.Count > 0)
        {
            var removed = repeats.ToHashSet();
            var kept = _ratings.Where((_, row) => !removed.Contains(row)).ToArray();
            _ratings.Clear();
            _ratings.AddRange(kept);
        }
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

    private RowReader? Open(string? file, FileLayout layout)
    {
        if (file is null)
        {
            return null;
        }

        SourceStream stream;
        try
        {
            stream = source.OpenFile(file);
        }
        catch (SourceException exception)
        {
            faults.Add(new(layout.Name, 0, $"cannot be read: {exception.Message.TrimEnd('.')}."));
            return null;
        }

        return new RowReader(stream, layout, faults, () => source.DamageOf(file));
    }
}
