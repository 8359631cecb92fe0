using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Runs;
using Drr.Cli.Data;
using Drr.Cli.Runs;
using Drr.Cli.Shell;

namespace Drr.Cli.Training;

/// <summary>A run from a data set to a whole run folder, or the rest of it: what <c>drr train</c> does, and the page of
/// <c>drr serve</c>.</summary>
internal static class RecordedTraining
{
    /// <summary>Trains from the first step on.</summary>
    /// <param name="session">Told how far it is.</param> <param name="run">The folder to make.</param>
    /// <param name="data">Path of the data set.</param> <param name="options">All settings.</param>
    /// <param name="origins">Where each setting that is not a default is from, by its path.</param>
    /// <param name="embeddings">File with vectors; <c>null</c> to fit them.</param>
    /// <param name="stop">Stops it, saved.</param>
    internal static TrainingOutcome Begin(
        Session session, string run, string data, DrrOptions options, IReadOnlyDictionary<string, string> origins,
        string? embeddings, CancellationToken stop)
    {
        var dataset = DataOptions.Read(session, data, options.Data);
        var pipeline = new Pipeline(dataset, options, session.Reporter, stop);
        var split = pipeline.Split();
        using var held = new TrainedRun(run, pipeline, split, data); // first: it may be another process's
        var vectors = embeddings is null
            ? pipeline.Embed(split) : AgentCheckpoint.LoadEmbeddings(embeddings, split, options.Embedding);
        return Record(session, pipeline, dataset, split, held.Folder, () => held.Begin(vectors, origins));
    }

    /// <summary>Goes on from where a run was stopped.</summary>
    /// <param name="session">Told how far it is.</param> <param name="folder">The run.</param>
    /// <param name="data">Path of the data set; <c>null</c> for the built-in one.</param>
    /// <param name="stop">Stops it, saved.</param>
    internal static TrainingOutcome Resume(Session session, RunFolder folder, string? data, CancellationToken stop)
    {
        var options = folder.ReadConfig();
        var dataset = data is null ? SyntheticDataset.Generate() : DataOptions.Read(session, data, options.Data);
        var pipeline = new Pipeline(dataset, options, session.Reporter, stop);
        var split = pipeline.Split();
        using var held = new TrainedRun(folder.Path, pipeline, split, data);
        return Record(session, pipeline, dataset, split, folder, held.Resume);
    }

    private static TrainingOutcome Record(
        Session session, Pipeline pipeline, RatingDataset data, DatasetSplit split, RunFolder run, Func<TrainingOutcome> train) =>
        session.Saving(() =>
        {
            var outcome = train();
            RunRecords.Write(session, pipeline, data, split, run);
            return outcome;
        });
}
