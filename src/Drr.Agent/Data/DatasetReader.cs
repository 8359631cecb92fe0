using Drr.Agent.Data.Formats;

namespace Drr.Agent.Data;

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
