using System.Text.Json;
using System.Text.RegularExpressions;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Web.Contracts;
using Drr.Web.Protection;

namespace Drr.Web.Serving;

/// <summary>Checks data sets and keeps the sound ones. Nothing that a client names becomes a path: files get the names of the
/// form that they belong to, folders a name without separators.</summary>
internal sealed partial class ImportStore(ServerOptions options)
{
    /// <summary>What an uploaded archive is called while it is checked.</summary>
    public const string Zip = "upload.zip";

    private static readonly ReadLimits s_limits = new() { UnpackedBytes = 2L << 30 };

    /// <summary>The name that an uploaded file is kept under while it is checked; <c>null</c> for one that is left out.</summary>
    /// <param name="path">As the client sent it, with or without folders.</param>
    /// <param name="alone">Whether it is the only file; then it may be an archive.</param>
    public static string? NameOf(string path, bool alone)
    {
        var parts = path.Split('/', '\\');
        return parts.Contains("..") ? throw RequestFault.Invalid("files", $"'{path}' leads out of its folder.")
            : alone && path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Zip
            : DatasetReader.FileNames.Contains(parts[^1]) ? parts[^1] : null;
    }

    /// <summary>Whether a file or folder is a link to another place, or holds one as deep as is read.</summary>
    public static bool HasLink(string path) => IsLink(path)
        // a data set's file stands for its folder
        || (DatasetReader.FileNames.Contains(Path.GetFileName(path)) && HasLink(Path.GetDirectoryName(path)!))
        || (Directory.Exists(path) && Directory
        .EnumerateFileSystemEntries(path).Any(entry => IsLink(entry)
            || (Directory.Exists(entry) && Directory.EnumerateFileSystemEntries(entry).Any(IsLink))));

    /// <summary>Checks what lies at a path, and keeps a copy under a name.</summary>
    public ImportReport Import(string path, string name)
    {
        if (!SafeName().IsMatch(name))
        {
            throw RequestFault.Invalid("name", "Must be 1 to 60 letters, digits, '-', '_' or '.', a letter or digit first.");
        }

        var target = Path.Combine(options.ImportFolder, name);
        if (Directory.Exists(target) || File.Exists(target))
        {
            throw new RequestFault(
                StatusCodes.Status409Conflict, "name", $"There is a data set {name} already; choose another name.");
        }

        var check = DatasetReader.Check(path, limits: s_limits);
        if (check.IsValid)
        {
            Keep(DatasetReader.Read(path, limits: s_limits), target);
        }

        var shown = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(options.ImportFolder))}/{name}";
        return new(
            check.IsValid, name, check.Form is { } form ? JsonNamingPolicy.CamelCase.ConvertName($"{form}") : null, check.Users,
            check.Items, check.Ratings, check.FaultCount,
            [
                .. check.Faults.Select(f => new ImportFault(
                    Path.GetFileName(f.File), f.Line, f.Text.Replace(path, name, StringComparison.Ordinal))),
            ],
            check.IsValid ? shown : null, check.IsValid ? $"train --data {shown}" : null);
    }

    private static void Keep(RatingDataset data, string target)
    {
        try
        {
            DatasetWriter.Write(data, target);
        }
        catch when (Directory.Exists(target)) // such as a full disk: no half of it stays
        {
            Directory.Delete(target, recursive: true);
            throw;
        }
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
    private static partial Regex SafeName();
}
