using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Runs;

namespace Drr.Agent;

/// <summary>A run in hand: the one way in which runs are begun and gone on with. Nobody else can write to the run until it is
/// disposed of.</summary>
public sealed class TrainedRun : IDisposable
{
    private readonly RunLock _held;
    private readonly Pipeline _pipeline;
    private readonly DatasetSplit _split;
    private readonly string? _dataPath;

    /// <summary>Takes a run in hand, which may not have been made yet.</summary>
    /// <param name="path">Its folder.</param> <param name="pipeline">Data and settings.</param>
    /// <param name="split">Of the data.</param>
    /// <param name="dataPath">Where they were read from; <c>null</c> if invented.</param>
    /// <exception cref="RunLockedException">Another process has it, or another part of this one; nothing was touched.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder takes no files.</exception>
    public TrainedRun(string path, Pipeline pipeline, DatasetSplit split, string? dataPath = null)
    {
        (_pipeline, _split, _dataPath, Folder) = (pipeline, split, dataPath, RunFolder.Place(path));
        _held = RunLock.Take(path);
    }

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>Whether it was begun, so that it can be gone on with.</summary>
    public bool IsBegun => RunFolder.IsRun(Folder.Path) && File.Exists(Folder.LastCheckpoint);

    /// <summary>Whether a run has made all its steps.</summary>
    /// <exception cref="InvalidDataException">A file of it is damaged.</exception>
    public static bool IsFinished(string path) =>
        RunFolder.IsRun(path) && RunSummary.Of(RunFolder.Open(path)).Status is RunStatus.Finished or RunStatus.StoppedEarly;

    /// <summary>Goes on with the run where it was begun, else begins it.</summary>
    /// <param name="vectors">What the agent sees, made if it is begun; fitted on the split when left out.</param>
    /// <param name="origins">As <see cref="Begin"/> takes them.</param>
    /// <returns>How it ended; see <see cref="Begin"/> and <see cref="Resume"/> for what it throws.</returns>
    public TrainingOutcome Complete(
        Func<EmbeddingTable>? vectors = null, IReadOnlyDictionary<string, string>? origins = null) =>
        IsBegun ? Resume() : Begin(vectors is null ? _pipeline.Embed(_split) : vectors(), origins);

    /// <summary>Trains from the first step on; a run that was there is removed.</summary>
    /// <param name="vectors">What the agent sees.</param>
    /// <param name="origins">Where each setting that is not a default is from, by its path.</param>
    /// <exception cref="Evaluation.LeakException">The vectors were made of other ratings than the split has for them.</exception>
    /// <exception cref="InvalidDataException">There is too little to train on; the run is deleted.</exception>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public TrainingOutcome Begin(EmbeddingTable vectors, IReadOnlyDictionary<string, string>? origins = null)
    {
        var environment = RunEnvironment.Capture(_pipeline.Data, _pipeline.Options.Seed, _dataPath);
        return _pipeline.Train(_split, vectors, RunFolder.Create(Folder.Path, _pipeline.Options, environment, origins));
    }

    /// <summary>Goes on from the run's last checkpoint, and ends with the bits of a run that was never interrupted.</summary>
    /// <exception cref="CheckpointException">Data or settings are not the run's, or a file of it is damaged; nothing was
    /// changed.</exception>
    /// <exception cref="Evaluation.LeakException">The run's vectors were made of other ratings than the split has for
    /// them.</exception>
    /// <exception cref="FileNotFoundException">The run has no checkpoint yet.</exception>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public TrainingOutcome Resume() => _pipeline.Resume(_split, Folder);

    /// <summary>Lets go.</summary>
    public void Dispose() => _held.Dispose();
}
