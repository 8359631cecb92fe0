namespace Drr.Agent.Data.Formats;

/// <summary>Reads the files of one data set: items, then users, then ratings, which must point at both. Rows at fault are
/// reported and left out.</summary>
internal sealed class FormReader(DataSource source, FormFiles files, FaultLog faults)
{
    private readonly FormLayout _form = files.Layout;
    private readonly RatingRows _rows = new();
    private bool _hasPoint; // whether any rating is written with a decimal point

    public RatingDataset Read(string name)
    {
        var (items, itemIndex) = ReadDescriptions(files.Items, _form.Items, "item", _form.ReadItem, item => item.Id);
        var (users, userIndex) = ReadDescriptions(files.Users, _form.Users, "user", _form.ReadUser, user => user.Id);
        ReadRatings(userIndex, itemIndex);
        _rows.WarnOfTimes(_form.Ratings.Name, faults);
        if (users.Count == 0)
        {
            var (ids, rank) = userIndex.Sorted();
            users = [.. ids.Select(id => new User(id))];
            _rows.Renumber(rank, null);
        }

        if (items.Count == 0) // only a check comes here: a read has stopped at the fault
        {
            var (ids, rank) = itemIndex.Sorted();
            items = [.. ids.Select(id => new Item(id, "", []))];
            _rows.Renumber(null, rank);
        }

        _rows.RemoveRepeats(users, items, RepeatedRatings.Refuse, _form.Ratings.Name, faults);
        var scale = _form.Scale == RatingScale.HalfStars && !_hasPoint ? RatingScale.WholeStars : _form.Scale;
        return RatingDataset.TakeOver(name, users, items, _rows.Ratings, scale);
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
        _rows.Expect(rows?.Size ?? 0);
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
                _rows.Add(new(user, item, stars, time), rows.Line);
            }
        }
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
