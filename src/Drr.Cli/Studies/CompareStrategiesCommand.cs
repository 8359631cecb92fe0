using System.CommandLine;
using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Evaluation;
using Drr.Agent.Runs;
using Drr.Analysis.Training;
using Drr.Cli.Data;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using Drr.Cli.Training;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Cli.Studies;

/// <summary><c>drr compare-strategies</c>: the reference program's three strategies over several seeds, in one figure and one
/// table.</summary>
internal sealed class CompareStrategiesCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data(required: false);

    private readonly Option<int> _seeds =
        new("--seeds") { Description = "runs of each strategy", HelpName = "count", DefaultValueFactory = _ => 3 };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "folder of the runs; stopped runs there are continued, finished ones kept",
        HelpName = "folder",
        DefaultValueFactory = _ => "runs/strategies",
    };

    private readonly SettingFlags _settings;

    internal CompareStrategiesCommand() : base(
        "compare-strategies", "train the reference program's three strategies over several seeds; one figure, one table",
        "drr compare-strategies --steps 10000",
        "drr compare-strategies --data ml-1m --seeds 5 -o runs/ml1m-strategies")
    {
        Option[] options = [_data, _seeds, _output];
        Array.ForEach(options, Add);
        _settings = new SettingFlags(
            this, [SettingFlags.Steps, SettingFlags.State, SettingFlags.Embedding, SettingFlags.Protocol, .. TableFlags.All]);
    }

    internal override int Run(Session session)
    {
        var (folder, seeds) = (session.Arguments.GetRequiredValue(_output), session.Arguments.GetValue(_seeds));
        if (seeds < 1)
        {
            throw new UsageException($"--seeds {seeds}: must be 1 or more.");
        }

        Output.RequireWritable(folder, isFolder: true, makesParent: true);
        if (_settings.PresetName(session) is { } preset)
        {
            throw new UsageException($"--preset {preset}: each strategy is a preset of its own; leave it out.");
        }

        var strategies = Presets.Strategies
            .Select(name => (Name: name, Options: _settings.Resolve(session, name), Runs: new List<RunFolder>())).ToArray();
        var data = session.Arguments.GetValue(_data) is { } path
            ? DataOptions.Read(session, path, strategies[0].Options.Data) : SyntheticDataset.Generate();
        for (var seed = 0; seed < seeds; seed++)
        {
            var series = new SeriesOfRuns(session, data, session.Arguments.GetValue(_data));
            foreach (var (name, settings, runs) in strategies)
            {
                var options = settings with { Seed = settings.Seed + (ulong)seed };
                runs.Add(RunFolder.Place(Path.Combine(folder, Invariant($"{name}-seed{options.Seed}"))));
                session.Reporter.Say($"{runs[^1].Path}:");
                if (!series.Complete(runs[^1].Path, options, _settings.Origins(session, name)))
                {
                    session.Reporter.Say("Interrupted; repeat the command to go on.");
                    return ExitCode.Interrupted;
                }
            }
        }

        return Answer(session, folder, [.. strategies.Select(s => StrategyRow.Of(s.Name, s.Runs))]);
    }

    private static int Answer(Session session, string folder, StrategyRow[] rows)
    {
        var (figure, table) = (Path.Combine(folder, "strategies.png"), Path.Combine(folder, "strategies.json"));
        var title = $"The reference program's strategies, {Counted.Of(rows[0].Runs.Count, "seed")} each";
        var logs = rows.Select(row => TrainingLog.Of(row.Strategy, row.Runs.Select(RunFolder.Open))).ToArray();
        if (TrainingFigures.Overview("strategies", title, logs) is { } picture)
        {
            AtomicFile.Write(figure, file => file.Write(picture.ToPng()));
        }

        var first = RunFolder.Open(rows[0].Runs[0]);
        var baseline = StrategyRow.BestBaseline(first);
        var answer = new { folder, figure, strategies = rows, baseline };
        AtomicFile.Write(table, file => JsonSerializer.Serialize(file, answer, RunJson.Indented));
        session.Answer(answer, printer =>
        {
            StrategyView.Print(rows, baseline, ProtocolColumns.Of(first.ReadEvaluation()!.Card), printer);
            printer.Line($"{figure}: the four training curves, a band over the seeds");
        });
        return ExitCode.Done;
    }
}
