using System.CommandLine;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Runs;
using Drr.Analysis.Training;
using Drr.Cli.Evaluation;
using Drr.Cli.Shell;
using Drr.Cli.Training;

namespace Drr.Cli.Runs;

/// <summary><c>drr runs plot</c>: the training curves of several runs over one another.</summary>
internal sealed class RunsPlotCommand : CliCommand
{
    private readonly Argument<string[]> _runs =
        new("runs") { Description = "run folders", Arity = new ArgumentArity(1, 100) };

    private readonly Output _output;

    internal RunsPlotCommand() : base(
        "plot", "draw the training curves of runs over one another",
        "drr runs plot runs/001-train runs/002-train -o plots")
    {
        Add(_runs);
        _output = new Output(this, "the folder to make for the pictures", isFolder: true, required: true);
    }

    internal override int Run(Session session)
    {
        RunFolder[] runs = [.. session.Arguments.GetRequiredValue(_runs).Select(RunFolder.Open)];
        var folder = _output.Path(session);
        var figures = TrainingFigures.Of([.. runs.Select(run => TrainingLog.Of(FolderName(run), run))]);
        if (figures.Count == 0)
        {
            throw new InvalidDataException($"{string.Join(", ", runs.Select(run => run.Path))}: nothing to draw before a first report.");
        }

        Directory.CreateDirectory(folder);
        string[] files = [.. figures.Select(figure => Path.Combine(folder, figure.Key + ".png"))];
        foreach (var (figure, file) in figures.Zip(files))
        {
            session.Interrupted.ThrowIfCancellationRequested();
            Tensors.WrittenBeside.Write(file, stream => stream.Write(figure.ToPng()));
        }

        var answer = new { folder, files, figures = figures.Select(figure => new { figure.Key, figure.Title, figure.Caption }) };
        session.Answer(answer, printer =>
        {
            foreach (var (figure, file) in figures.Zip(files))
            {
                printer.Line($"{file}: {figure.Title}");
                printer.Line($"  {figure.Caption}");
            }
        });
        return ExitCode.Done;
    }

    private static string FolderName(RunFolder run) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Path)));
}

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
