using System.Text.Json;
using Drr.Agent.Runs;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>The run that is served, and those in the same folder.</summary>
internal sealed class RunList(ServerOptions options, TimeProvider clock)
{
    private static readonly TimeSpan s_active = TimeSpan.FromMinutes(1);
    private readonly string _served = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Run));

    /// <summary>By name; runs that cannot be read are left out.</summary>
    public IReadOnlyList<RunOverview> All() =>
        [.. Folders().Order(StringComparer.Ordinal).Select(Overview).OfType<RunOverview>()];

    /// <summary>The run of a name; <c>null</c> where there is none. Names come from a listing, so none leads elsewhere.</summary>
    public RunFolder? Find(string name) =>
        Folders().FirstOrDefault(folder => Path.GetFileName(folder) == name) is { } folder ? RunFolder.Open(folder) : null;

    /// <summary>Whether a run is the one that is served.</summary>
    public bool IsServed(RunFolder run) => run.Path == _served;

    private IEnumerable<string> Folders()
    {
        var parent = Path.GetDirectoryName(_served)!;
        return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).Where(RunFolder.IsRun) : [];
    }

    private RunOverview? Overview(string folder)
    {
        try
        {
            var summary = RunSummary.Of(RunFolder.Open(folder));
            var metrics = new FileInfo(Path.Combine(folder, "metrics.jsonl"));
            DateTimeOffset? updated = metrics.Exists ? metrics.LastWriteTimeUtc : null;
            return new(
                Path.GetFileName(folder), summary.Dataset, JsonNamingPolicy.CamelCase.ConvertName($"{summary.Status}"),
                summary.Status == RunStatus.Unfinished && clock.GetUtcNow() - updated < s_active, summary.Steps,
                summary.Options.Learning.Steps, updated, folder == _served,
                summary.Figures.DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Value));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return null; // being made, or of another version
        }
    }
}
