using System.Globalization;
using System.Text.Json;
using Drr.Agent.Data;
using Drr.Tensors;

namespace Drr.Agent.Runs;

/// <summary>The files of a run, in one folder: <c>config.json</c>, <c>origins.json</c>, <c>environment.json</c>,
/// <c>split.json</c>, <c>metrics.jsonl</c> and its copy for TensorBoard, <c>evaluation.json</c>, <c>report.html</c>,
/// <c>checkpoints/</c>, <c>plots/</c>. Files are written under a temporary name and renamed, so that no name ever
/// stands for half a file.</summary>
public sealed partial class RunFolder
{
    private const string ConfigName = "config.json", EnvironmentName = "environment.json", MetricsName = "metrics.jsonl",
        EvaluationName = "evaluation.json", SplitName = "split.json", CheckpointsName = "checkpoints",
        StepName = "step-", OriginsName = "origins.json", UsersName = "evaluation-users.json", ReportName = "report.html",
        PlotsName = "plots", EventsName = "events.out.tfevents.drr"; // TensorBoard recognises its files by the middle part

    private readonly string? _chosen;

    private RunFolder(string path, string? chosen = null) => (Path, _chosen) = (path, chosen);

    /// <summary>The files of <c>plots/</c>, without their ending.</summary>
    public static IReadOnlyList<string> PlotNames { get; } = ["precision", "total-reward", "mean-action", "critic-loss"];

    /// <summary>The folder, as it was given.</summary>
    public string Path { get; }

    /// <summary>The latest agent.</summary>
    public string LastCheckpoint => System.IO.Path.Combine(Path, CheckpointsName, "last.safetensors");

    /// <summary>The agent that did best on the validation rows.</summary>
    public string BestCheckpoint => System.IO.Path.Combine(Path, CheckpointsName, "best.safetensors");

    /// <summary>The agent to use: the one that was chosen with <see cref="At"/>; else the best one, or the last of a run
    /// that was not validated.</summary>
    public string Checkpoint => _chosen ?? DefaultCheckpoint;

    private string DefaultCheckpoint => File.Exists(BestCheckpoint) ? BestCheckpoint : LastCheckpoint;

    /// <summary>The vectors that the agent was trained on; the same for every checkpoint.</summary>
    public string Embeddings => System.IO.Path.Combine(Path, CheckpointsName, "embeddings.safetensors");

    /// <summary>Earlier states of training, oldest first; how many are kept is
    /// <see cref="Learning.LearningOptions.KeepCheckpoints"/>.</summary>
    public IReadOnlyList<string> StepCheckpoints =>
        StepFiles("*.safetensors");

    /// <summary>Where the state after so many environment steps is kept.</summary>
    public string StepCheckpoint(long step) => System.IO.Path.Combine(
        Path, CheckpointsName, string.Create(CultureInfo.InvariantCulture, $"{StepName}{step:000000000000}.safetensors"));

    /// <summary>The report page.</summary>
    public string Report => PathOf(ReportName);

    /// <summary>Whether <paramref name="path"/> already holds something that a new run would overwrite.</summary>
    public static bool IsTaken(string path) =>
        File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry =>
            System.IO.Path.GetFileName(entry) != RunLock.Name));

    /// <summary>Whether there is a run at <paramref name="path"/>.</summary>
    public static bool IsRun(string path) => File.Exists(System.IO.Path.Combine(path, ConfigName));

    /// <summary>The first free <c>parent/NNN-name</c>, counted from the highest number that is there.</summary>
    public static string NextPath(string parent, string name)
    {
        var numbers = Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).Select(NumberOf) : [];
        var next = numbers.DefaultIfEmpty(0).Max() + 1;
        return System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{next:000}-{name}"));
    }

    /// <summary>A new run at <paramref name="path"/>. What an earlier run left there is removed, and nothing else.</summary>
    /// <param name="path">The folder.</param> <param name="options">All settings.</param>
    /// <param name="environment">Where it is made.</param>
    /// <param name="origins">Where each setting that is not a default comes from, by the setting's path.</param>
    public static RunFolder Create(
        string path, DrrOptions options, RunEnvironment environment, IReadOnlyDictionary<string, string>? origins = null)
    {
        var folder = new RunFolder(path);
        Directory.CreateDirectory(path);
        Directory.CreateDirectory(folder.PathOf(CheckpointsName));
        folder.DeleteFiles();
        folder.Write(ConfigName, options);
        folder.Write(EnvironmentName, environment);
        folder.Write(OriginsName, origins ?? new Dictionary<string, string>());
        return folder;
    }

    /// <summary>The place of a run that may not have been made yet.</summary>
    public static RunFolder Place(string path) => new(path);

    /// <summary>The run at <paramref name="path"/>.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or it holds no run.</exception>
    public static RunFolder Open(string path) => IsRun(path)
        ? new RunFolder(path)
        : throw new DirectoryNotFoundException($"{path}: no run here, a run folder holds {ConfigName}; drr train makes one.");

    /// <summary>The same run with another agent to use.</summary>
    /// <param name="checkpoint"><c>best</c>, <c>last</c>, or the steps of one of <see cref="StepCheckpoints"/>.</param>
    /// <exception cref="FileNotFoundException">The run has no such checkpoint; the message says which it has.</exception>
    public RunFolder At(string checkpoint)
    {
        (string File, string Name)[] names =
        [
            .. StepCheckpoints.Select(file => (file, string.Create(CultureInfo.InvariantCulture, $"{StepOf(file)}"))),
            .. new[] { (LastCheckpoint, "last"), (BestCheckpoint, "best") }.Where(c => File.Exists(c.Item1)),
        ];
        return Array.Find(names, c => c.Name == checkpoint).File is { } file
            ? new RunFolder(Path, file)
            : throw new FileNotFoundException(
                $"{Path} has no checkpoint '{checkpoint}', only {string.Join(", ", names.Select(c => c.Name))}.");
    }

    /// <summary>Keeps the newest of <see cref="StepCheckpoints"/> and deletes the others.</summary>
    public void DeleteStepCheckpoints(int keep)
    {
        foreach (var file in StepCheckpoints.SkipLast(keep))
        {
            File.Delete(file);
        }
    }

    /// <summary>The settings of the run.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a version with other settings.</exception>
    public DrrOptions ReadConfig()
    {
        var options = Read<DrrOptions>(ConfigName);
        return Setting.Faults(options) is { Count: > 0 } faults
            ? throw new InvalidDataException($"{PathOf(ConfigName)}: {string.Join(' ', faults)}")
            : options;
    }

    /// <summary>Where and on what the run was made.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public RunEnvironment ReadEnvironment() => Read<RunEnvironment>(EnvironmentName);

    /// <summary>Where each setting that is not a default came from, by the setting's path; empty if
    /// that was not recorded.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyDictionary<string, string> ReadOrigins() =>
        File.Exists(PathOf(OriginsName)) ? Read<Dictionary<string, string>>(OriginsName) : new Dictionary<string, string>();

    /// <summary>Writes <c>split.json</c>: the hashes of the rows that trained, validated and tested.</summary>
    public void WriteSplit(SplitManifest split) => Write(SplitName, split);

    /// <summary>The hashes of the rows that trained, validated and tested.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public SplitManifest ReadSplit() => Read<SplitManifest>(SplitName);

    /// <summary>Checks before a long run, not at its first checkpoint, that the folder can be written to.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public void RequireWritable() => File.Create(LastCheckpoint + ".tmp", 1, FileOptions.DeleteOnClose).Dispose();

    /// <summary>Deletes what a run writes, and the folder if nothing else is in it.</summary>
    /// <returns>Whether the folder is gone.</returns>
    public bool Delete()
    {
        DeleteFiles();
        File.Delete(PathOf(RunLock.Name));
        string[] folders = [PathOf(CheckpointsName), PathOf(PlotsName), Path];
        foreach (var folder in folders.Where(f => Directory.Exists(f) && !Directory.EnumerateFileSystemEntries(f).Any()))
        {
            Directory.Delete(folder);
        }

        return !Directory.Exists(Path);
    }

    /// <summary>Deletes the settings first, so that what is left by an interrupted deletion is not a run.</summary>
    private void DeleteFiles()
    {
        string[] files =
        [
            PathOf(ConfigName), PathOf(EnvironmentName), PathOf(SplitName), PathOf(MetricsName), PathOf(EventsName),
            PathOf(EvaluationName), PathOf(UsersName), PathOf(OriginsName), Report, LastCheckpoint, BestCheckpoint, Embeddings,
            .. PlotNames.Select(PlotPath),
        ];
        foreach (var file in files.SelectMany(file => new[] { file, file + ".tmp" }).Where(File.Exists).Concat(StepFiles("*")))
        {
            File.Delete(file);
        }
    }

    private string[] StepFiles(string pattern) => Directory.Exists(PathOf(CheckpointsName))
        ? [.. Directory.EnumerateFiles(PathOf(CheckpointsName), StepName + pattern).Order(StringComparer.Ordinal)]
        : [];

    private static long StepOf(string file) =>
        long.Parse(System.IO.Path.GetFileNameWithoutExtension(file)[StepName.Length..], CultureInfo.InvariantCulture);

    private static int NumberOf(string folder)
    {
        var digits = System.IO.Path.GetFileName(folder).Split('-')[0];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);

    private void Write<T>(string name, T value, JsonSerializerOptions? form = null)
    {
        AtomicFile.Write(PathOf(name), file =>
        {
            JsonSerializer.Serialize(file, value, form ?? RunJson.Indented);
            file.WriteByte((byte)'\n');
        });
    }

    private T Read<T>(string name)
    {
        var path = PathOf(name);
        try
        {
            return JsonSerializer.Deserialize<T>(RegularFile.ReadText(path), RunJson.Indented)
                ?? throw new JsonException("null is no value.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(RunJson.FaultOf(fault, path), fault);
        }
    }
}
