using Drr.Tensors;

namespace Drr.Agent.Data.Formats;

/// <summary>Reads a data set of any size: a MovieLens one from a folder or zip archive, whose file names tell the form; or a
/// table of ratings or events in one file.</summary>
public static class DatasetReader
{
    /// <summary>The names of all files of data sets whose form is told by them, of every form.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
        [.. FormLayout.All.SelectMany(form => form.Files).Select(file => file.Name).Concat(TableFolder.FileNames).Distinct()];

    /// <summary>The data set at <paramref name="path"/>.</summary>
    /// <param name="path">A folder or a zip file in one of the forms of <see cref="DatasetForm"/>, whose files lie side by
    /// side, in the folder itself or in a folder inside it; one of the files in the folder stands for it. Or a table of
    /// ratings or events: text with separated columns, packed by gzip or not, or Parquet.</param>
    /// <param name="table">How a table is laid out; <c>null</c> takes the defaults.</param>
    /// <param name="limits">Guards against hostile archives; <c>null</c> takes the defaults.</param>
    /// <param name="warn">Told what is odd, but no fault.</param>
    /// <exception cref="InvalidDataException">The first fault, as <c>file:line: text</c>; of a Parquet file the line is the
    /// row.</exception>
    public static RatingDataset Read(
        string path, TableOptions? table = null, ReadLimits? limits = null, Action<DataFault>? warn = null) =>
        Read(path, table ?? new(), limits ?? new(), new FaultLog(warn: warn), out _)!;

    /// <summary>Every fault of the data set at <paramref name="path"/>; what <see cref="Read(string, TableOptions?, ReadLimits?,
    /// Action{DataFault}?)"/> would stop at and all that follows.</summary>
    /// <param name="path">As there.</param> <param name="table">As there.</param> <param name="limits">As there.</param>
    public static DatasetCheck Check(string path, TableOptions? table = null, ReadLimits? limits = null)
    {
        limits ??= new();
        var warnings = new List<DataFault>();
        var faults = new FaultLog(limits.ListedFaults, warnings.Add);
        var dataset = Read(path, table ?? new(), limits, faults, out var form);
        return new(
            path,
            form,
            dataset?.ItemNoun ?? "item",
            dataset?.RatingNoun ?? "rating",
            dataset?.Users.Count ?? 0,
            dataset?.Items.Count ?? 0,
            dataset?.Ratings.Length ?? 0,
            faults.Count,
            faults.ByFile,
            faults.Faults,
            warnings);
    }

    /// <summary>What is wrong with the options of a table, a sentence each that begins with the setting; empty where nothing
    /// is.</summary>
    public static IReadOnlyList<string> FaultsOf(TableOptions table) => TableReader.FaultsOf(table);

    private static RatingDataset? Read(
        string path, TableOptions table, ReadLimits limits, FaultLog faults, out DatasetForm? form)
    {
        ArgumentNullException.ThrowIfNull(path);
        form = null;
        if (File.Exists(path) && table.Columns is null && StandsForFolder(path))
        {
            path = Path.GetDirectoryName(Path.GetFullPath(path))!;
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (File.Exists(path) && !IsArchive(path))
        {
            using var opened = RegularFile.TryOpen(path, out var fault);
            if (opened is null)
            {
                faults.Add(new(path, 0, $"{fault}."));
                return null;
            }

            form = DatasetForm.Table;
            using var single = DataSource.OneFile(path, limits);
            return new TableReader(single, table, faults).Read(Path.GetFileName(path), NameOf(name));
        }

        using var source = DataSource.Open(path, limits, faults);
        if (source is null)
        {
            return null;
        }

        name = File.Exists(path) ? Path.GetFileNameWithoutExtension(name) : name; // an archive's; a folder may be called v1.0
        if (TableFolder.Find(source, table, faults) is var (ratings, options))
        {
            form = DatasetForm.Table;
            return options is null ? null : new TableReader(source, options, faults).Read(ratings, name);
        }

        if (FormFiles.Find(source, path, faults) is not { } files)
        {
            return null;
        }

        form = files.Layout.Form;
        return new FormReader(source, files, faults).Read(name);
    }

    // Whether a file is one of several that make a data set.
    private static bool StandsForFolder(string path)
    {
        var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
        bool IsThere(string file) => File.Exists(Path.Combine(folder, file));
        return (TableFolder.FileNames.Contains(name) && IsThere(TableFolder.Description))
            || FormLayout.All.Any(form => form.Files.Any(file => file.Name == name) && IsThere(form.Ratings.Name)
                && IsThere(form.Items.Name));
    }

    private static bool IsArchive(string path)
    {
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        using var file = RegularFile.TryOpen(path, out _);
        Span<byte> head = stackalloc byte[4];
        return file is not null && file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head is [(byte)'P', (byte)'K', 3, 4];
    }

    // Without the endings of files, such as .csv.gz.
    private static string NameOf(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.GetFileNameWithoutExtension(name) is { Length: > 0 } stem ? stem : name;
    }
}

/// <summary>What a look at a data set's files found.</summary>
/// <param name="Path">The folder or zip file.</param>
/// <param name="Form">The form that its files have, or <c>null</c> where there is none.</param>
/// <param name="ItemNoun">What an item is called: <c>film</c> or <c>item</c>.</param>
/// <param name="RatingNoun">What a row is called: <c>rating</c>, or <c>pair</c> where events were counted.</param>
/// <param name="Users">Users read without a fault.</param>
/// <param name="Items">Items read without a fault.</param>
/// <param name="Ratings">Ratings read without a fault.</param>
/// <param name="FaultCount">All faults, listed or not.</param>
/// <param name="FaultsByFile">All faults, listed or not, file by file.</param>
/// <param name="Faults">The first <see cref="ReadLimits.ListedFaults"/> faults of each kind, kind by kind in the order found; a
/// line after those of a kind says how many more there are.</param>
/// <param name="Warnings">What is odd, but no fault.</param>
public sealed record DatasetCheck(
    string Path,
    DatasetForm? Form,
    string ItemNoun,
    string RatingNoun,
    int Users,
    int Items,
    int Ratings,
    long FaultCount,
    IReadOnlyDictionary<string, long> FaultsByFile,
    IReadOnlyList<DataFault> Faults,
    IReadOnlyList<DataFault> Warnings)
{
    /// <summary>Whether the data set would be read.</summary>
    public bool IsValid => FaultCount == 0;
}

/// <summary>How much a reader takes before it refuses, so that a hostile archive cannot fill the memory.</summary>
public sealed record ReadLimits
{
    /// <summary>Files in a zip archive.</summary>
    public int ZipEntries { get; init; } = 10_000;

    /// <summary>Bytes of one unpacked file: over four times the ratings of the largest MovieLens data set.</summary>
    public long UnpackedBytes { get; init; } = 4L << 30;

    /// <summary>Unpacked bytes for each packed byte of a file; rating files reach about 5.</summary>
    public int Expansion { get; init; } = 100;

    /// <summary>Faults of each kind that a check lists; all are counted.</summary>
    public int ListedFaults { get; init; } = 20;
}
