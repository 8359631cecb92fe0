using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <summary>Reads a data set from a table of ratings or events, and from tables that describe items and users where there are
/// any. Rows at fault are reported and left out.</summary>
internal sealed class TableReader
{
    private readonly DataSource _source;
    private readonly TableOptions _options;
    private readonly FaultLog _faults;
    private readonly RatingRows _rows = new("; --repeats first or --repeats last keeps one of them");
    private readonly ValueRange _values = new();
    private RatingScale? _scale; // as given

    public TableReader(DataSource source, TableOptions options, FaultLog faults) =>
        (_source, _options, _faults) = (source, options, faults);

    /// <summary>What is wrong with the options, a sentence each, the setting first; empty where nothing is.</summary>
    public static IReadOnlyList<string> FaultsOf(TableOptions options)
    {
        string?[] faults =
        [
            Fault("columns", options.Columns, TableColumns.Role.OfRatings),
            Fault("itemColumns", options.ItemColumns, TableColumns.Role.OfItems),
            Fault("userColumns", options.UserColumns, TableColumns.Role.OfUsers),
            options.ItemColumns is not null && options.ItemFile is null ? "data.itemColumns: there is no data.itemFile." : null,
            options.UserColumns is not null && options.UserFile is null ? "data.userColumns: there is no data.userFile." : null,
            options.Scale is { } scale && RatingScale.Parse(scale) is null
                ? Invariant($"data.scale {scale}: must be min..max or min..max:step, such as 0.5..5:0.5, of ")
                    + Invariant($"{RatingScale.MostValues:N0} values or fewer.")
                : null,
            options.Separator is { } text && SeparatorOf(text) is null
                ? $"data.separator {text}: must be a character other than letters, digits, quotes and points, or tab, comma, "
                    + "semicolon, bar, space or ::."
                : null,
        ];
        return [.. faults.OfType<string>()];

        static string? Fault(string setting, string? text, IReadOnlyList<TableColumns.Role> roles) =>
            TableColumns.Parse(text, roles, out _) is { } fault ? $"data.{setting} {text}: {fault}" : null;
    }

    /// <summary>Reads it; <c>null</c> after reporting why it cannot be read.</summary>
    /// <param name="file">The ratings' path in the source.</param> <param name="name">Of the data set.</param>
    public RatingDataset? Read(string file, string name)
    {
        var wrong = FaultsOf(_options);
        foreach (var fault in wrong)
        {
            _faults.Add(new(Path.GetFileName(file), 0, $"cannot be read with these settings: {fault}"));
        }

        if (wrong.Count > 0)
        {
            return null;
        }

        _scale = _options.Scale is { } text ? RatingScale.Parse(text) : null;
        if (Find(file, _options.Columns, TableColumns.Role.OfRatings, "--columns") is not { } table)
        {
            return null;
        }

        var (users, items) = (ReadUsers(), ReadItems());
        ReadRatings(table, users.Index, items.Index);
        _rows.WarnOfTimes(table.Layout.Name, _faults);
        var data = Build(table, users, items);
        return RatingDataset.TakeOver(name, data.Users, data.Items, _rows.Ratings, data.Scale, NounOf(table));
    }

    private (User[] Users, Item[] Items, RatingScale Scale) Build(
        TableFile table, Described<User> describedUsers, Described<Item> describedItems)
    {
        var (users, items) = (describedUsers.Index.Sorted(), describedItems.Index.Sorted());
        _rows.Renumber(users.Rank, items.Rank);
        User[] people = [.. users.Order.Select((dense, place) =>
        {
            var user = describedUsers.Rows.GetValueOrDefault(dense) ?? new User(0);
            return user with { Id = users.IdAt(place), Key = users.KeyAt(place) };
        })];
        Item[] catalogue = [.. items.Order.Select((dense, place) =>
        {
            var item = describedItems.Rows.GetValueOrDefault(dense) ?? new Item(0, items.Keys[dense], []);
            return item with { Id = items.IdAt(place), Key = items.KeyAt(place) };
        })];
        return (people, catalogue, table.Field("rating") < 0 ? Events(people, catalogue) : Ratings(table, people, catalogue));
    }

    private RatingScale Events(User[] users, Item[] items)
    {
        var (from, most) = (_options.LikedFrom, _options.CountUpTo);
        _rows.CountEvents(users.Length, items.Length);
        _rows.Map(count => most > 0 ? MathF.Min(count, most) : count >= from ? 1 : 0);
        return RatingScale.Events(Math.Max(1, most));
    }

    private RatingScale Ratings(TableFile table, User[] users, Item[] items)
    {
        _rows.RemoveRepeats(users, items, _options.Repeats, table.Layout.Name, _faults);
        if (_scale is { } scale)
        {
            return scale;
        }

        if (_values.Scale(out var fault) is { } found)
        {
            _rows.Map(value => found.ValueAt(found.IndexOf(value)));
            return found;
        }

        if (_rows.Ratings.Count > 0)
        {
            _faults.Add(new(table.Layout.Name, 0, fault!));
        }

        _rows.Ratings.Clear();
        return RatingScale.WholeStars;
    }

    private void ReadRatings(TableFile table, KeyIndex users, KeyIndex items)
    {
        var (addsUsers, addsItems) = (users.Count == 0, items.Count == 0);
        var (user, item) = (table.Field("user"), table.Field("item"));
        var (rating, time, count) = (table.Field("rating"), table.Field("time"), table.Field("count"));
        using var rows = table.Open(_source, _faults);
        _rows.Expect(rows?.Size ?? 0);
        while (rows?.Read() == true)
        {
            var userKey = rows.Key(user, "user");
            var itemKey = rows.Key(item, "item");
            var value = rating >= 0 ? rows.Number(rating, "rating") : count >= 0 ? rows.Count(count, "count") : 1;
            var moment = time >= 0 ? rows.Moment(time) : 0;
            if (rows.IsSound && rating >= 0 && _scale is { } scale && !scale.Contains(value))
            {
                rows.Report(Invariant($"rating '{value}' is not one of {scale}."));
            }

            if (!rows.IsSound)
            {
                continue;
            }

            var (userId, itemId) = (users.Find(userKey, addsUsers), items.Find(itemKey, addsItems));
            if (userId == KeyIndex.Unknown)
            {
                rows.Report($"user '{rows.Shown(user)}' is not in {_options.UserFile}.");
            }

            if (itemId == KeyIndex.Unknown)
            {
                rows.Report($"item '{rows.Shown(item)}' is not in {_options.ItemFile}.");
            }

            if (rows.IsSound)
            {
                _values.Add(value);
                _rows.Add(new(userId, itemId, value, moment), rows.Line);
            }
        }
    }

    private Described<User> ReadUsers() => Read(
        _options.UserFile, _options.UserColumns, TableColumns.Role.OfUsers, "--user-columns", "user", (rows, field) =>
        {
            var (gender, age, occupation, zip) = (field("gender"), field("age"), field("occupation"), field("zip"));
            return new User(
                0, gender < 0 ? null : rows.OptionalGender(gender), age < 0 ? null : rows.OptionalAge(age),
                occupation < 0 ? null : rows.OptionalText(occupation, "occupation"),
                zip < 0 ? null : rows.OptionalText(zip, "zip"));
        });

    private Described<Item> ReadItems() => Read(
        _options.ItemFile, _options.ItemColumns, TableColumns.Role.OfItems, "--item-columns", "item", (rows, field) =>
        {
            var (title, genres) = (field("title"), field("genres"));
            var text = genres < 0 ? null : rows.OptionalText(genres, "genres");
            string[] split = text is null or FormLayout.NoGenres ? [] : text.Split('|');
            if (split.Contains(""))
            {
                rows.Report($"genres '{text}' hold an empty genre.");
            }

            var called = (title < 0 ? null : rows.OptionalText(title, "title")) ?? rows.Decoded(field("item"));
            return new Item(0, called, split);
        });

    private Described<T> Read<T>(
        string? file, string? columns, IReadOnlyList<TableColumns.Role> roles, string flag, string noun,
        Func<RowReader, Func<string, int>, T> read)
        where T : class
    {
        var described = new Described<T>(new KeyIndex(), []);
        if (file is null || Find(file, columns, roles, flag) is not { } table)
        {
            return described;
        }

        var lines = new List<int>();
        var id = table.Field(noun);
        using var rows = table.Open(_source, _faults);
        while (rows?.Read() == true)
        {
            var key = rows.Key(id, noun);
            if (!rows.IsSound)
            {
                continue;
            }

            if (described.Index.Find(key, adds: false) is >= 0 and var known)
            {
                rows.Report($"{noun} '{rows.Shown(id)}' stands on line {lines[known]} already.");
                continue;
            }

            var dense = described.Index.Find(key, adds: true); // a row at fault is known too: its ratings are not at fault
            lines.Add(rows.Line);
            described.Rows[dense] = read(rows, table.Field);
        }

        return described;
    }

    private TableFile? Find(string file, string? columns, IReadOnlyList<TableColumns.Role> roles, string flag)
    {
        _ = TableColumns.Parse(columns, roles, out var asked);
        var separator = _options.Separator is { } text ? SeparatorOf(text) : null;
        return TableFile.Find(_source, file, asked!, separator, _options.Header, flag, _faults);
    }

    private static string? SeparatorOf(string text) => text switch
    {
        "tab" or "\\t" or "\t" => "\t",
        "comma" => ",",
        "semicolon" => ";",
        "bar" => "|",
        "space" or " " => " ",
        "::" => text,
        [> ' ' and < '\x7F' and not ('"' or '.' or '\'') and var c] when !char.IsAsciiLetterOrDigit(c) => text,
        _ => null,
    };

    // Films are called so where the column of the items is.
    private static string NounOf(TableFile table)
    {
        var header = table.Header.Count > 0 ? table.Header[table.Columns["item"]] : "";
        return header.Contains("movie", StringComparison.OrdinalIgnoreCase)
            || header.Contains("film", StringComparison.OrdinalIgnoreCase) ? "film" : "item";
    }

    /// <summary>What a table says of users or items.</summary>
    /// <param name="Index">Their ids.</param> <param name="Rows">By dense id.</param>
    private sealed record Described<T>(KeyIndex Index, Dictionary<int, T> Rows);
}
