using System.Globalization;

namespace Drr.Agent.Data.Formats;

/// <summary>Which column of a table holds what, as it was asked for: by the header's names or by number.</summary>
internal sealed class TableColumns
{
    private readonly IReadOnlyList<Role> _roles;
    private readonly Dictionary<string, string> _asked = new(StringComparer.Ordinal); // by role

    private TableColumns(IReadOnlyList<Role> roles) => _roles = roles;

    /// <summary>Whether columns were given by number: then the file has no header, unless somebody says so.</summary>
    public bool AreNumbers { get; private set; }

    /// <summary>Whether no columns were given, so that the header must name them.</summary>
    public bool AreStandard => _asked.Count == 0;

    /// <summary>Reads <c>user=uid,item=asin</c>.</summary>
    /// <param name="text">What was asked for; <c>null</c> for the standard names.</param>
    /// <param name="roles">What columns may hold.</param>
    /// <param name="columns">What was read; <c>null</c> where there is a fault.</param>
    /// <returns>What is wrong, a sentence; <c>null</c> where nothing is.</returns>
    public static string? Parse(string? text, IReadOnlyList<Role> roles, out TableColumns? columns)
    {
        (columns, var read) = (null, new TableColumns(roles));
        var names = string.Join(", ", roles.Select(role => role.Name));
        foreach (var part in text?.Split(',') ?? [])
        {
            if (part.Split('=') is not [var role, { Length: > 0 } column])
            {
                return $"'{part}' is not of the form {roles[0].Name}=name or {roles[0].Name}=1.";
            }

            if (roles.All(known => known.Name != role))
            {
                return $"'{role}' is unknown; columns are {names}.";
            }

            if (!read._asked.TryAdd(role, column))
            {
                return $"'{role}' stands there twice.";
            }
        }

        var gap = roles.FirstOrDefault(role => role.IsRequired && !read._asked.ContainsKey(role.Name));
        if (read._asked.Count > 0 && gap is not null)
        {
            return $"'{gap.Name}' is missing.";
        }

        var numbers = read._asked.Values.Count(IsNumber);
        if (numbers > 0 && numbers < read._asked.Count)
        {
            return "columns are given by name or by number, not both.";
        }

        read.AreNumbers = numbers > 0;
        columns = read;
        return null;
    }

    /// <summary>The places, from 0, of the columns of a file, by role.</summary>
    /// <param name="fields">Of the header, or of the first row where there is none.</param>
    /// <param name="missing">A column that the file lacks; <c>null</c> where it lacks none.</param>
    /// <returns><c>null</c> where one is missing.</returns>
    public IReadOnlyDictionary<string, int>? Find(IReadOnlyList<string> fields, out string? missing)
    {
        var places = new Dictionary<string, int>();
        foreach (var role in _roles)
        {
            string[] names = _asked.TryGetValue(role.Name, out var asked) ? [asked] : AreStandard ? role.Names : [];
            var place = AreNumbers && asked is not null ? NumberOf(asked, fields.Count) : PlaceOf(fields, names);
            if (place >= 0)
            {
                places.Add(role.Name, place);
            }
            else if (names.Length > 0 && (role.IsRequired || !AreStandard))
            {
                missing = names[0];
                return null;
            }
        }

        missing = null;
        return places;
    }

    private static int NumberOf(string text, int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count
            ? number - 1
            : -1;

    private static int PlaceOf(IReadOnlyList<string> fields, string[] names)
    {
        var comparisons = new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase };
        var trimmed = fields.Select(field => field.Trim()).ToList();
        return comparisons.SelectMany(_ => names, (how, name) => trimmed.FindIndex(field => field.Equals(name, how)))
            .FirstOrDefault(place => place >= 0, -1);
    }

    private static bool IsNumber(string text) => text.All(char.IsAsciiDigit);

    /// <summary>What a column may hold.</summary>
    /// <param name="Name">As it is asked for.</param>
    /// <param name="IsRequired">Whether a table must have it.</param>
    /// <param name="Names">What headers call it where nobody says which column it is.</param>
    internal sealed record Role(string Name, bool IsRequired, params string[] Names)
    {
        /// <summary>A table of ratings or events.</summary>
        public static IReadOnlyList<Role> OfRatings { get; } =
        [
            new("user", true, "user", "userId", "user_id"),
            new("item", true, "item", "itemId", "item_id", "film", "movieId", "movie_id"),
            new("rating", false, "rating"), new("time", false, "time", "timestamp"), new("count", false, "count"),
        ];

        /// <summary>A table of what a recommender gave.</summary>
        public static IReadOnlyList<Role> OfScores { get; } = [OfRatings[0], OfRatings[1], new("score", true, "score")];

        /// <summary>A table of items.</summary>
        public static IReadOnlyList<Role> OfItems { get; } =
        [
            new("item", true, "item", "itemId", "item_id", "film", "movieId", "movie_id"),
            new("title", false, "title"), new("genres", false, "genres"),
        ];

        /// <summary>A table of users.</summary>
        public static IReadOnlyList<Role> OfUsers { get; } =
        [
            new("user", true, "user", "userId", "user_id"),
            new("gender", false, "gender"), new("age", false, "age"), new("occupation", false, "occupation"),
            new("zip", false, "zip"),
        ];
    }
}
