using Drr.Agent;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Evaluation;
using Drr.Agent.Runs;
using Drr.Cli.Data;
using Drr.Cli.Evaluation;
using Drr.Cli.Runs;
using Drr.Cli.Settings;
using Drr.Cli.Shell;

namespace Drr.Cli.Training;

/// <summary><c>drr demo</c>: the whole flow on an invented data set, in under two minutes.</summary>
internal sealed class DemoCommand : CliCommand
{
    private const string Data = "data/demo";
    private readonly Output _output;
    private readonly SettingFlags _settings;

    internal DemoCommand() : base("demo", "train and evaluate on an invented data set, in under two minutes", "drr demo")
    {
        _output = new Output(this, "the run folder to make; runs/NNN-demo when left out", isFolder: true, required: false);
        _settings = new SettingFlags(this, SettingFlags.Steps, SettingFlags.State, SettingFlags.Embedding);
    }

    internal override int Run(Session session)
    {
        var options = _settings.Resolve(session, preset: "demo");
        var path = _output.Path(session, () => RunFolder.NextPath("runs", "demo"));
        var data = SyntheticDataset.Generate(); // what drr data synth writes: the lines suggested below use it
        DataOptions.Describe(session, data);
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var split = pipeline.Split();
        var embeddings = pipeline.Embed(split);
        using var run = new TrainedRun(path, pipeline, split);
        var finished = session.Saving(() =>
        {
            var outcome = run.Begin(embeddings, _settings.Origins(session, preset: "demo"));
            if (!outcome.Finished)
            {
                RunRecords.Write(session, pipeline, data, split, run.Folder);
            }

            return outcome.Finished;
        });
        if (!finished)
        {
            return RunOptions.Interrupted(session, path);
        }

        var report = pipeline.Evaluate(split, run.Folder, EvaluationProtocol.Catalogue, options.Seed);
        run.Folder.WriteEvaluation(report);
        RunRecords.Write(session, pipeline, data, split, run.Folder);
        session.Answer(new { Run = path, Report = report }, printer => EvaluationView.Print(report, printer));
        string[] next =
        [
            .. RunFolder.IsTaken(Data) ? Array.Empty<string>() : [$"data synth -o {Data}"],
            $"recommend --run {path} --data {Data} --user {data.Users[^1].Id}",
            $"train --data {Data} --steps 20000",
        ];
        session.Reporter.Say($"\nThe run is in {path}. To go on:");
        Array.ForEach(next, line => session.Reporter.Say($"  {session.Program} {line}"));
        return ExitCode.Done;
    }
}
