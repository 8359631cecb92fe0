using System.CommandLine;
using System.Globalization;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Analysis.Figures;
using Drr.Analysis.Reports;
using Drr.Cli.Data;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Cli.Sweeps;

/// <summary><c>drr sweep</c>: runs over a grid or random draws of settings, in one table and one figure.</summary>
internal sealed class SweepCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data();
    private readonly Option<string[]> _grid = new("--grid")
    {
        Description = "a setting and its values, repeatable: --grid learning.discount=0,0.5,0.9 --grid seed=1..3",
        HelpName = "name=values", DefaultValueFactory = _ => [], Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _random = new("--random")
    {
        Description = "a number of draws, then ranges: --random 20 learning.actorRate=1e-5..1e-3:log policy.noise=0.1..0.5",
        HelpName = "number name=range", DefaultValueFactory = _ => [], Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _jobs =
        new("--jobs") { Description = "runs at a time, each on one core", HelpName = "number", DefaultValueFactory = _ => 1 };

    private readonly Output _output;
    private readonly SettingFlags _settings;

    internal SweepCommand() : base(
        "sweep", "train over a grid or random draws of settings; repeat the command to continue a stopped sweep",
        "drr sweep --data ml-1m --grid learning.discount=0,0.5,0.9 --grid seed=1..3 -o runs/discounts --jobs 2",
        "drr sweep --data ml-1m --random 20 learning.actorRate=1e-5..1e-3:log -o runs/rates --steps 100000")
    {
        Option[] options = [_data, _grid, _random, _jobs];
        Array.ForEach(options, Add);
        _output = new Output(this, "the folder for the runs; runs/NNN-sweep when left out", isFolder: true, required: false);
        _settings = new SettingFlags(
            this, [SettingFlags.Steps, SettingFlags.State, SettingFlags.Embedding, SettingFlags.Protocol, .. TableFlags.All]);
    }

    internal override int Run(Session session)
    {
        var (start, arguments) = (_settings.Resolve(session), session.Arguments);
        var plan = SweepPlan.Of(arguments.GetValue(_grid)!, arguments.GetValue(_random)!, start);
        if (arguments.GetValue(_jobs) is < 1 and var jobs)
        {
            throw new UsageException($"--jobs {jobs}: must be 1 or more.");
        }

        _output.RequireWritable(session);
        var dataPath = arguments.GetRequiredValue(_data);
        var data = DataOptions.Read(session, dataPath, start.Data);
        var path = _output.Path(
            session, () => RunFolder.NextPath("runs", "sweep"), place => SweepFolder.Holds(place, plan, start, data));
        SweepFolder.Begin(path, plan, start, data);
        var sweep = new Sweep(path, data, dataPath, session.Reporter, session.Interrupted);
        session.Saving(() => sweep.Run(plan.Trials, arguments.GetValue(_jobs)));
        session.Reporter.Clear();
        var report = SweepReport.Of(path, plan, sweep.Failed);
        var figure = WriteFigure(path, plan, report);
        session.Answer(
            new { sweep = path, figure, report.Metric, report.Settings, report.Trials, report.OverSeeds },
            printer => Print(path, report, printer));
        foreach (var (trial, fault) in sweep.Failed)
        {
            session.Reporter.Say($"{trial} failed: {fault}");
        }

        if (session.Interrupted.IsCancellationRequested && report.Trials.Any(row => row.Status is "unfinished" or "not begun"))
        {
            session.Reporter.Say($"Interrupted; the runs as they stand are saved. To go on: the same command with -o {path}");
            return ExitCode.Interrupted;
        }

        return sweep.Failed.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static string? WriteFigure(string folder, SweepPlan plan, SweepReport report)
    {
        var finished = report.Trials.Where(row => row.Figure is not null);
        var points = finished.Select(row => (row.Values.ToArray(), row.Figure!.Value)).ToArray();
        if (points.Length == 0)
        {
            return null;
        }

        var path = Path.Combine(folder, SweepFolder.FigureName);
        var png = SweepFigure.Of(report.Metric, plan.Settings, points).ToPng();
        AtomicFile.Write(path, file => file.Write(png));
        return path;
    }

    private static void Print(string path, SweepReport report, Printer printer)
    {
        printer.Line($"{path}: {Counted.Of(report.Trials.Count, "trial")}, best {report.Metric} first");
        printer.Table(new("", ["trial", .. report.Settings, report.Metric, "steps", "status"],
        [
            .. report.Trials.Select(row => (IReadOnlyList<Cell>)
            [
                row.Trial, .. row.Values.Select(Setting), Figure(row.Figure), new(Invariant($"{row.Steps:N0}"), row.Steps),
                row.Status,
            ]),
        ]));
        if (report.OverSeeds.Count == 0)
        {
            return;
        }

        var others = report.Settings.Where(name => !name.Equals("seed", StringComparison.OrdinalIgnoreCase)).ToArray();
        printer.Table(new("", [.. others, "seeds", "mean", "95 % interval over seeds"],
        [
            .. report.OverSeeds.Select(row => (IReadOnlyList<Cell>)
            [
                .. row.Values.Select(Setting), row.Seeds, Figure(row.Mean), $"{Figure(row.Low).Text} to {Figure(row.High).Text}",
            ]),
        ]));
    }

    private static Cell Setting(string value) => value;

    private static Cell Figure(double? figure) => new(figure?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-", figure);
}
