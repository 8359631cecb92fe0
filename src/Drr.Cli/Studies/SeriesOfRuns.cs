using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Runs;
using Drr.Cli.Evaluation;
using Drr.Cli.Runs;
using Drr.Cli.Shell;
using Drr.Cli.Training;

namespace Drr.Cli.Studies;

/// <summary>Trains and evaluates runs with one seed on the same split and vectors, which are fitted once. What is finished
/// already is kept.</summary>
internal sealed class SeriesOfRuns(Session session, RatingDataset data, string? dataPath)
{
    private EmbeddingTable? _embeddings;

    /// <summary>Trains a run, or resumes it, and evaluates it.</summary>
    /// <returns>False if it was interrupted.</returns>
    /// <exception cref="UsageException">At its place is a run with other settings or on other data.</exception>
    internal bool Complete(string path, DrrOptions options, IReadOnlyDictionary<string, string> origins)
    {
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var split = pipeline.Split();
        using var run = new TrainedRun(path, pipeline, split, dataPath);
        RequireSame(run, options, split);
        if (!(run.IsBegun && TrainedRun.IsFinished(path))
            && !session.Saving(() => run.Complete(() => _embeddings ??= pipeline.Embed(split), origins)).Finished)
        {
            return false;
        }

        if (run.Folder.ReadEvaluation() is null)
        {
            run.Folder.WriteEvaluation(
                pipeline.Evaluate(split, run.Folder, EvaluateCommand.ProtocolOf(options), options.Seed));
            RunRecords.Write(session, pipeline, data, split, run.Folder);
        }

        return true;
    }

    private static void RequireSame(TrainedRun run, DrrOptions options, DatasetSplit split)
    {
        var other = !run.IsBegun ? null
            : run.Folder.ReadConfig() != options ? "with other settings"
            : run.Folder.ReadSplit() != split.Manifest() ? $"on other data, {run.Folder.ReadSplit().Dataset}"
            : null;
        if (other is not null)
        {
            throw new UsageException($"{run.Folder.Path} was made {other}; choose another -o, or drr runs delete it.");
        }
    }
}
