using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Runs;
using Drr.Cli.Evaluation;
using Drr.Cli.Runs;
using Drr.Cli.Shell;

namespace Drr.Cli.Training;

/// <summary>Runs with one seed on the same split and vectors, which are made once; each is trained and evaluated, as far as it is
/// not yet.</summary>
internal sealed class SeriesOfRuns(Session session, RatingDataset data, string? dataPath)
{
    private EmbeddingTable? _embeddings;

    /// <summary>Trains a run, or goes on with it, and evaluates it.</summary>
    /// <returns>False if it was interrupted.</returns>
    /// <exception cref="UsageException">At its place is a run with other settings or on other data.</exception>
    internal bool Complete(RunFolder run, DrrOptions options, IReadOnlyDictionary<string, string> origins)
    {
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var split = pipeline.Split();
        using var held = RunLock.Take(run.Path);
        if (!session.Saving(() => Train(run, pipeline, split, options, origins)))
        {
            return false;
        }

        if (run.ReadEvaluation() is null)
        {
            run.WriteEvaluation(pipeline.Evaluate(split, run, EvaluateCommand.ProtocolOf(options), options.Seed));
            RunRecords.Write(session, pipeline, data, split, run);
        }

        return true;
    }

    private bool Train(
        RunFolder run, Pipeline pipeline, DatasetSplit split, DrrOptions options, IReadOnlyDictionary<string, string> origins)
    {
        if (RunFolder.IsRun(run.Path) && File.Exists(run.LastCheckpoint))
        {
            var other = run.ReadConfig() != options ? "with other settings"
                : run.ReadSplit() != split.Manifest() ? $"on other data, {run.ReadSplit().Dataset}"
                : null;
            return other is null
                ? RunSummary.Of(run).Status != RunStatus.Unfinished || pipeline.Resume(split, run).Finished
                : throw new UsageException($"{run.Path} was made {other}; choose another -o, or drr runs delete it.");
        }

        _embeddings ??= pipeline.Embed(split);
        RunFolder.Create(run.Path, options, RunEnvironment.Capture(data, options.Seed, dataPath), origins);
        return pipeline.Train(split, _embeddings, run).Finished;
    }
}
