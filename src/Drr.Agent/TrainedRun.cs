using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Runs;

namespace Drr.Agent;

/// <summary>A run that this process holds the lock of: the one way to begin or resume a run. No other process can write to the
/// run until this is disposed.</summary>
public sealed class TrainedRun : IDisposable
{
    private readonly RunLock _held;
    private readonly Pipeline _pipeline;
    private readonly DatasetSplit _split;
    private readonly string? _dataPath;

    /// <summary>Takes the lock of a run, which need not exist yet.</summary>
    /// <param name="path">Its folder.</param> <param name="pipeline">Data and settings.</param>
    /// <param name="split">Of the data.</param>
    /// <param name="dataPath">Where the data was read from; <c>null</c> for a synthetic data set.</param>
    /// <exception cref="RunLockedException">Another process holds the lock, or another part of this one;
    /// nothing was changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public TrainedRun(string path, Pipeline pipeline, DatasetSplit split, string? dataPath = null)
    {
        (_pipeline, _split, _dataPath, Folder) = (pipeline, split, dataPath, RunFolder.Place(path));
        _held = RunLock.Take(path);
    }

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>Whether it was begun and has a checkpoint to resume from.</summary>
    public bool IsBegun => RunFolder.IsRun(Folder.Path) && File.Exists(Folder.LastCheckpoint);

    /// <summary>Whether a run has made all its steps.</summary>
    /// <exception cref="InvalidDataException">A file of it is damaged.</exception>
    public static bool IsFinished(string path) =>
        RunFolder.IsRun(path) && RunSummary.Of(RunFolder.Open(path)).Status is RunStatus.Finished or RunStatus.StoppedEarly;

    /// <summary>Resumes the run if it was begun, else begins it.</summary>
    /// <param name="vectors">Makes the vectors of a run that is begun; by default they are fitted on the split.</param>
    /// <param name="origins">As <see cref="Begin"/> takes them.</param>
    /// <returns>How it ended; see <see cref="Begin"/> and <see cref="Resume"/> for what it throws.</returns>
    public TrainingOutcome Complete(
        Func<EmbeddingTable>? vectors = null, IReadOnlyDictionary<string, string>? origins = null) =>
        IsBegun ? Resume() : Begin(vectors is null ? _pipeline.Embed(_split) : vectors(), origins);

    /// <summary>Trains from the first step on; an earlier run in the folder is removed.</summary>
    /// <param name="vectors">Vectors of users and items.</param>
    /// <param name="origins">Where each setting that is not a default comes from, by the setting's path.</param>
    /// <exception cref="Evaluation.LeakException">The vectors were fitted on other ratings than this split's.</exception>
    /// <exception cref="InvalidDataException">There is too little to train on; the run is deleted.</exception>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public TrainingOutcome Begin(EmbeddingTable vectors, IReadOnlyDictionary<string, string>? origins = null)
    {
        var environment = RunEnvironment.Capture(_pipeline.Data, _pipeline.Options.Seed, _dataPath);
        return _pipeline.Train(_split, vectors, RunFolder.Create(Folder.Path, _pipeline.Options, environment, origins));
    }

    /// <summary>Resumes from the run's last checkpoint. The result has the same bits as if the run had
    /// never been interrupted.</summary>
    /// <exception cref="CheckpointException">Data or settings are not the run's, or a file of it is damaged;
    /// nothing was changed.</exception>
    /// <exception cref="Evaluation.LeakException">The run's vectors were fitted on other ratings than this split's.</exception>
    /// <exception cref="FileNotFoundException">The run has no checkpoint yet.</exception>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public TrainingOutcome Resume() => _pipeline.Resume(_split, Folder);

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _held.Dispose();
}
