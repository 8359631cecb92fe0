using System.Text.Json;
using System.Text.Json.Serialization;

namespace Drr.Agent.Data.Formats;

/// <summary>The project's own form of a data set that is in none of the MovieLens forms: <c>drr-dataset.json</c> with
/// <see cref="TableOptions"/>, and the tables <c>ratings.csv</c>, <c>items.csv</c> and <c>users.csv</c>.</summary>
internal static class TableFolder
{
    public const string Description = "drr-dataset.json", Ratings = "ratings.csv", Items = "items.csv", Users = "users.csv";
    private const int LongestDescription = 1 << 16; // bytes
    private static readonly string[] s_tables = [".csv", ".tsv", ".txt", ".dat", ".parquet"];

    /// <summary>How the description is written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
        WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Every file that may belong to the form.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [Description, Ratings, Items, Users];

    /// <summary>The table of ratings in a source, and its options, which are <c>null</c> after reporting what is wrong with them;
    /// <c>null</c> where the source is in another form. Where columns were given, the only table in the source is it.</summary>
    public static (string Ratings, TableOptions? Options)? Find(DataSource source, TableOptions given, FaultLog faults)
    {
        if (given.Columns is not null)
        {
            string[] tables = [.. source.Files.Where(file => s_tables.Contains(Path.GetExtension(file).ToLowerInvariant()))];
            if (tables.Length == 1)
            {
                return (tables[0], given);
            }

            faults.Add(new(".", 0, tables.Length == 0 ? "holds no table to take --columns of."
                : $"holds several tables: {string.Join(", ", tables.Take(9))}; give the path of one, unpacked."));
            return ("", null);
        }

        if (source.Files.FirstOrDefault(file => Path.GetFileName(file) == Description) is not { } description)
        {
            return null;
        }

        var folder = description[..^Description.Length];
        var options = ReadOptions(source, description, faults);
        string? Beside(string? file) => file is null ? null : folder + Path.GetFileName(file);
        options = options is null ? null
            : options with { ItemFile = Beside(options.ItemFile), UserFile = Beside(options.UserFile) };
        string?[] files = [folder + Ratings, options?.ItemFile, options?.UserFile];
        if (options is not null && files.FirstOrDefault(file => file is not null && !source.Files.Contains(file)) is { } missing)
        {
            faults.Add(new(Description, 0, $"names {missing}, which is not beside it."));
            options = null;
        }

        return (folder + Ratings, options);
    }

    private static TableOptions? ReadOptions(DataSource source, string file, FaultLog faults)
    {
        try
        {
            using var stream = source.OpenFile(file);
            var bytes = new byte[LongestDescription + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var options = length > LongestDescription ? null
                : JsonSerializer.Deserialize<TableOptions>(bytes.AsSpan(0, length), Json);
            if (options is { LikedFrom: >= 1, CountUpTo: >= 0 and <= 500 })
            {
                return options;
            }

            faults.Add(new(Description, 0, "must hold one object, { ... }, of at most 64 KiB, with settings in their ranges."));
        }
        catch (JsonException fault)
        {
            var what = fault.Path is { Length: > 2 } value
                ? $"{value[2..]} is unknown, stands there twice, or has no value of its kind."
                : "is no JSON from here on; the file is cut short or was changed.";
            faults.Add(new(Description, 1 + (int)(fault.LineNumber ?? 0), what));
        }
        catch (SourceException fault)
        {
            faults.Add(new(Description, 0, $"cannot be read: {fault.Message.TrimEnd('.')}."));
        }

        return null;
    }
}
