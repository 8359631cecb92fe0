using System.CommandLine;
using System.CommandLine.Parsing;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Cli.Data;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Training;

/// <summary><c>drr train</c>: one run, from a data set to a run folder.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data(required: false);
    private readonly Option<string?> _resume =
        new("--resume") { Description = "continue a stopped run, as if it had never been stopped", HelpName = "run" };
    private readonly Option<string?> _embeddings =
        new("--embeddings") { Description = "vectors of drr embed, instead of fitting them", HelpName = "file" };
    private readonly Output _output;
    private readonly SettingFlags _settings;

    internal TrainCommand() : base(
        "train", "train an agent; the run folder takes settings, metrics and checkpoints",
        "drr train --data ml-1m",
        "drr train --data ml-1m --preset simulator",
        "drr train --data events.csv --columns user=visitor,item=sku,time=at",
        "drr train --resume runs/001-train",
        "drr train --data ml-1m -o runs/mine --steps 50000 --state u --set learning.discount=0.5")
    {
        Add(_data);
        Add(_resume);
        Add(_embeddings);
        _output = new Output(this, "the run folder to make; runs/NNN-preset when left out", isFolder: true, required: false);
        _settings = new SettingFlags(this, [SettingFlags.Steps, SettingFlags.State, SettingFlags.Embedding, SettingFlags.Protocol,
            .. TableFlags.All]);
        Validators.Add(Check);
    }

    internal override int Run(Session session) =>
        session.Arguments.GetValue(_resume) is { } run ? Resume(session, RunFolder.Open(run)) : Begin(session);

    private int Begin(Session session)
    {
        var options = _settings.Resolve(session);
        var path = _output.Path(session, () => RunFolder.NextPath("runs", _settings.PresetName(session) ?? "train"));
        var outcome = RecordedTraining.Begin(
            session, path, DataPath(session)!, options, _settings.Origins(session), session.Arguments.GetValue(_embeddings),
            session.Interrupted);
        return Answer(session, outcome, DataPath(session));
    }

    private int Resume(Session session, RunFolder folder)
    {
        _settings.RequireUnchanged(session, folder.ReadConfig());
        var path = DataPath(session) ?? folder.ReadEnvironment().DataPath; // no path: the built-in data
        return Answer(session, RecordedTraining.Resume(session, folder, path, session.Interrupted), path);
    }

    private static int Answer(Session session, TrainingOutcome outcome, string? data)
    {
        var early = outcome.StoppedEarly ? ", stopped early: validation got no better" : "";
        session.Answer(outcome, printer => printer.Line($"{outcome.Run}: {Counted.Of(outcome.Steps, "step")}{early}"));
        if (!outcome.Finished)
        {
            return RunOptions.Interrupted(session, outcome.Run);
        }

        session.Reporter.Say($"Next: {session.Program} evaluate --run {outcome.Run} --data {data ?? "DATA"}");
        return ExitCode.Done;
    }

    private string? DataPath(Session session) => session.Arguments.GetValue(_data);

    private void Check(CommandResult command)
    {
        var resumes = command.GetResult(_resume) is not null;
        if (!resumes && command.GetResult(_data) is null)
        {
            command.AddError("Option '--data' is required, or '--resume'.");
        }

        if (resumes && (_output.IsGiven(command) || command.GetResult(_embeddings) is not null))
        {
            command.AddError("'--resume' uses the run's folder and its embeddings: leave out -o, --force, --embeddings.");
        }
    }
}
