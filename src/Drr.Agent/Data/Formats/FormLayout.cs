using System.Text;
using System.Text.Unicode;

namespace Drr.Agent.Data.Formats;

/// <summary>The files of one form and how a row becomes an item or a user. The columns of ratings are the same in all: user,
/// item, stars, time.</summary>
/// <param name="Form">Which form.</param>
/// <param name="Name">As messages name it.</param>
/// <param name="Ratings">Required.</param>
/// <param name="Items">Required.</param>
/// <param name="Users">May be missing; then the users are those of the ratings.</param>
/// <param name="Scale">The widest scale of the form.</param>
/// <param name="ReadItem">The item of the current row, whose id was read; <c>null</c> after reporting why there is none.</param>
/// <param name="ReadUser">The user of the current row, whose id was read; <c>null</c> after reporting why there is none.</param>
internal sealed record FormLayout(
    DatasetForm Form,
    string Name,
    FileLayout Ratings,
    FileLayout Items,
    FileLayout Users,
    RatingScale Scale,
    Func<RowReader, int, Item?> ReadItem,
    Func<RowReader, int, User?> ReadUser)
{
    /// <summary>What ML-latest writes for a film without genres.</summary>
    public const string NoGenres = "(no genres listed)";

    private static readonly string[] s_flags = // the last 19 columns of u.item
    [
        "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy",
        "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
    ];

    /// <summary>Every form.</summary>
    public static IReadOnlyList<FormLayout> All { get; } =
    [
        new(
            DatasetForm.Ml1M,
            "ML-1M",
            new("ratings.dat", "user::item::rating::time", "::", 4),
            new("movies.dat", "item::title::genres", "::", 3),
            new("users.dat", "user::gender::age::occupation::zip", "::", 5),
            RatingScale.WholeStars,
            (row, id) => Item(row, id, genreColumn: 2),
            (row, id) => User(row, id, row.Gender(1), row.Age(2), row.OccupationCode(3), 4)),
        new(
            DatasetForm.Ml10M,
            "ML-10M",
            new("ratings.dat", "user::item::rating::time", "::", 4),
            new("movies.dat", "item::title::genres", "::", 3, MayBeUtf8: true),
            new("users.dat", "user::gender::age::occupation::zip", "::", 5),
            RatingScale.HalfStars,
            (row, id) => Item(row, id, genreColumn: 2),
            (row, id) => User(row, id, row.Gender(1), row.Age(2), row.OccupationCode(3), 4)),
        new(
            DatasetForm.Ml100K,
            "ML-100K",
            new("u.data", "user\\titem\\trating\\ttime", "\t", 4),
            new("u.item", "item|title|date|video date|URL|19 genre flags", "|", 24),
            new("u.user", "user|age|gender|occupation|zip", "|", 5),
            RatingScale.WholeStars,
            (row, id) => FlaggedItem(row, id, firstFlag: 5),
            (row, id) => User(row, id, row.Gender(2), row.Age(1), row.OptionalText(3, "occupation"), 4)),
        new(
            DatasetForm.MlLatest,
            "ML-latest",
            new("ratings.csv", "userId,movieId,rating,timestamp", ",", 4, IsCsv: true),
            new("movies.csv", "movieId,title,genres", ",", 3, IsCsv: true),
            new("users.csv", "userId,gender,age,occupation,zip", ",", 5, IsCsv: true),
            RatingScale.HalfStars,
            (row, id) => Item(row, id, genreColumn: 2),
            (row, id) => User(row, id, row.OptionalGender(1), row.OptionalAge(2), row.OptionalText(3, "occupation"), 4)),
    ];

    /// <summary>Every file that may belong to the form.</summary>
    public IEnumerable<FileLayout> Files => [Ratings, Items, Users];

    /// <summary>The layout of a form.</summary>
    public static FormLayout Of(DatasetForm form) => All.Single(layout => layout.Form == form);

    private static Item? Item(RowReader row, int id, int genreColumn)
    {
        var (title, genres) = (row.Text(1, "title"), row.OptionalText(genreColumn, "genres"));
        string[] split = genres is null or NoGenres ? [] : genres.Split('|');
        if (split.Contains(""))
        {
            row.Report($"genres '{genres}' hold an empty genre.");
        }

        return row.IsSound ? new Item(id, title!, split) : null;
    }

    private static Item? FlaggedItem(RowReader row, int id, int firstFlag)
    {
        var title = row.Text(1, "title");
        var genres = new List<string>();
        for (var flag = 0; flag < s_flags.Length; flag++)
        {
            if (row.Flag(firstFlag + flag, s_flags[flag]) && flag > 0) // the flag "unknown" names no genre
            {
                genres.Add(s_flags[flag]);
            }
        }

        return row.IsSound ? new Item(id, title!, genres) : null;
    }

    private static User? User(RowReader row, int id, string? gender, int? age, string? occupation, int zipColumn)
    {
        var zip = row.OptionalText(zipColumn, "zip");
        return row.IsSound ? new User(id, gender, age, occupation, zip) : null;
    }
}

/// <summary>The file forms that MovieLens data sets come in.</summary>
public enum DatasetForm
{
    /// <summary><c>ratings.dat</c>, <c>movies.dat</c>, <c>users.dat</c>, split by <c>::</c>; Latin-1, whole stars.</summary>
    Ml1M,

    /// <summary>As <see cref="Ml1M"/>, but without <c>users.dat</c>, with half stars, and UTF-8 or Latin-1. A
    /// <c>tags.dat</c> is passed over.</summary>
    Ml10M,

    /// <summary><c>u.data</c> (tabs), <c>u.item</c>, <c>u.user</c> (bars): Latin-1, whole stars.</summary>
    Ml100K,

    /// <summary><c>ratings.csv</c>, <c>movies.csv</c>: a header, quoting, UTF-8, half stars; ML-20M, ML-25M and ML-32M have it
    /// too. MovieLens gives no users in this form; a <c>users.csv</c> with the header <c>userId,gender,age,occupation,zip</c> is
    /// read where there is one.</summary>
    MlLatest,

    /// <summary>A table in one file, whose columns <see cref="TableOptions"/> name; or a folder that <c>drr data import</c>
    /// wrote, whose <c>drr-dataset.json</c> holds those options.</summary>
    Table,
}

/// <summary>The files of the data set that a source holds.</summary>
/// <param name="Layout">Their form.</param>
/// <param name="Ratings">Path in the source.</param>
/// <param name="Items">Path in the source.</param>
/// <param name="Users">Path in the source, or <c>null</c> where the data set describes no users.</param>
internal sealed record FormFiles(FormLayout Layout, string Ratings, string? Items, string? Users)
{
    /// <summary>The one data set of a source, or <c>null</c> after reporting why there is none. One that lies higher up hides
    /// those below.</summary>
    public static FormFiles? Find(DataSource source, string path, FaultLog faults)
    {
        var found = source.Files.Where(file => FormLayout.All.Any(layout => IsRatings(file, layout))).ToArray();
        var depth = found.Length == 0 ? 0 : found.Min(Depth);
        var candidates = found.Where(file => Depth(file) == depth).ToArray();
        if (candidates.Length != 1)
        {
            var looked = string.Join(", ", FormLayout.All.GroupBy(layout => layout.Ratings.Name, layout => layout.Name)
                .Select(forms => $"{forms.Key} ({string.Join(", ", forms)})"));
            faults.Add(new(path, 0, candidates.Length == 0
                ? $"holds no data set; looked for {looked} in it and in the folders inside it."
                : $"holds several data sets: {string.Join(", ", candidates)}; give the path of one."));
            return null;
        }

        var ratings = candidates[0];
        var forms = FormLayout.All.Where(layout => IsRatings(ratings, layout)).ToArray();
        var folder = ratings[..^Path.GetFileName(ratings).Length];
        var form = Array.Find(forms, layout => Beside(layout.Users) is not null) ?? forms[^1]; // ML-10M is ML-1M without users
        var items = Beside(form.Items);
        if (items is null)
        {
            faults.Add(new(form.Items.Name, 0, $"is missing; looked for {folder}{form.Items.Name} beside {ratings} in {path}."));
        }

        return new(form, ratings, items, Beside(form.Users));

        bool IsRatings(string file, FormLayout layout) => Path.GetFileName(file) == layout.Ratings.Name;

        int Depth(string file) => file.Count(c => c == '/');

        string? Beside(FileLayout layout) => source.Files.Contains(folder + layout.Name) ? folder + layout.Name : null;
    }
}

/// <summary>How one file of a form is laid out.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Pattern">A row's fields as messages show them; for a file with a header, the header.</param>
/// <param name="Separator">Between fields.</param>
/// <param name="Fields">In a row.</param>
/// <param name="IsCsv">Header, quoting and UTF-8; otherwise none of them, and Latin-1.</param>
/// <param name="MayBeUtf8">Text that is valid UTF-8 is UTF-8, and Latin-1 otherwise.</param>
internal sealed record FileLayout(
    string Name, string Pattern, string Separator, int Fields, bool IsCsv = false, bool MayBeUtf8 = false)
{
    /// <summary>Whether a quote stands around fields that hold the separator.</summary>
    public bool IsQuoted { get; init; } = IsCsv;

    /// <summary>Whether the first line is a header.</summary>
    public bool HasHeader { get; init; } = IsCsv;

    /// <summary>Whether text may be UTF-8.</summary>
    public bool TakesUtf8 => IsCsv || MayBeUtf8;

    /// <summary>For messages.</summary>
    public string EncodingName => IsCsv ? "UTF-8" : MayBeUtf8 ? "UTF-8 or Latin-1" : "Latin-1";

    /// <summary>For messages.</summary>
    public string SeparatorName => Separator == "\t" ? "tab" : $"'{Separator}'";

    /// <summary>A field's text.</summary>
    public string Decode(ReadOnlySpan<byte> bytes) =>
        (IsCsv || (MayBeUtf8 && Utf8.IsValid(bytes)) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
}
