namespace Drr.Agent.Data.Formats;

/// <summary>Reads a MovieLens data set, of any size, from a folder or zip archive; file names tell the form.</summary>
public static class DatasetReader
{
    /// <summary>The names of all files that are read, of every form.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
        [.. FormLayout.All.SelectMany(form => form.Files).Select(file => file.Name).Distinct()];

    /// <summary>The data set at <paramref name="path"/>: a folder or zip archive in one of the forms of
    /// <see cref="DatasetForm"/>, whose files lie side by side, in the folder itself or in a folder inside it.</summary>
    /// <param name="path">A folder or a zip file; one of the files in the folder stands for it.</param>
    /// <param name="limits">Guards against hostile archives; <c>null</c> takes the defaults.</param>
    /// <param name="warn">Told what is odd, but no fault.</param>
    /// <exception cref="InvalidDataException">The first fault, as <c>file:line: text</c>.</exception>
    public static RatingDataset Read(string path, ReadLimits? limits = null, Action<DataFault>? warn = null) =>
        Read(path, limits ?? new(), new FaultLog(warn: warn), out _)!;

    /// <summary>Every fault of the data set at <paramref name="path"/>; what <see cref="Read(string, ReadLimits?,
    /// Action{DataFault}?)"/> would stop at and all that follows.</summary>
    /// <param name="path">A folder or a zip file; one of the files in the folder stands for it.</param>
    /// <param name="limits">Guards against hostile archives; <c>null</c> takes the defaults.</param>
    public static DatasetCheck Check(string path, ReadLimits? limits = null)
    {
        limits ??= new();
        var warnings = new List<DataFault>();
        var faults = new FaultLog(limits.ListedFaults, warnings.Add);
        var dataset = Read(path, limits, faults, out var form);
        return new(
            path,
            form,
            dataset?.Users.Count ?? 0,
            dataset?.Items.Count ?? 0,
            dataset?.Ratings.Length ?? 0,
            faults.Count,
            faults.ByFile,
            faults.Faults,
            warnings);
    }

    private static RatingDataset? Read(string path, ReadLimits limits, FaultLog faults, out DatasetForm? form)
    {
        ArgumentNullException.ThrowIfNull(path);
        form = null;
        if (FileNames.Contains(Path.GetFileName(path)) && File.Exists(path))
        {
            path = Path.GetDirectoryName(Path.GetFullPath(path))!;
        }

        using var source = DataSource.Open(path, limits, faults);
        if (source is null || FormFiles.Find(source, path, faults) is not { } files)
        {
            return null;
        }

        form = files.Layout.Form;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        name = File.Exists(path) ? Path.GetFileNameWithoutExtension(name) : name; // an archive's; a folder may be called v1.0
        return new FormReader(source, files, faults).Read(name);
    }
}

/// <summary>What a look at a data set's files found.</summary>
/// <param name="Path">The folder or zip file.</param>
/// <param name="Form">The form that its files have, or <c>null</c> where there is none.</param>
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
    int Users,
    int Items,
    int Ratings,
    long FaultCount,
    IReadOnlyDictionary<string, long> FaultsByFile,
    IReadOnlyList<DataFault> Faults,
    IReadOnlyList<DataFault> Warnings)
{
    /// <summary>Whether <see cref="DatasetReader.Read(string, ReadLimits?, Action{DataFault}?)"/> would
    /// take the data set.</summary>
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
