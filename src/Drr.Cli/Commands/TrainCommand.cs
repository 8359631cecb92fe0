using System.CommandLine;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Cli.Settings;
using static System.FormattableString;

namespace Drr.Cli.Commands;

/// <summary><c>drr train</c>: one run, from a data set to a run folder.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data();
    private readonly Option<string?> _embeddings =
        new("--embeddings") { Description = "vectors of drr embed, instead of fitting them", HelpName = "file" };
    private readonly Output _output;
    private readonly SettingFlags _settings;

    internal TrainCommand() : base(
        "train", "train an agent; the run folder takes settings, metrics and checkpoints",
        "drr train --data ml-1m",
        "drr train --data ml-1m --preset simulator",
        "drr train --data ml-1m -o runs/mine --steps 50000 --state u --set learning.discount=0.5")
    {
        Add(_data);
        Add(_embeddings);
        _output = new Output(this, "the run folder to make; runs/NNN-preset when left out", required: false);
        _settings = new SettingFlags(this, SettingFlags.Steps, SettingFlags.State, SettingFlags.Embedding, SettingFlags.Protocol);
    }

    internal override int Run(Session session)
    {
        var options = _settings.Resolve(session);
        var path = _output.Path(session, () => RunFolder.NextPath("runs", _settings.PresetName(session) ?? "train"));
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data));
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var split = UsageException.For(pipeline.Split);
        var embeddings = session.Arguments.GetValue(_embeddings) is { } file
            ? AgentCheckpoint.LoadEmbeddings(file, data, options.Embedding)
            : pipeline.Embed(split);
        var run = RunFolder.Create(path, options, RunEnvironment.Capture(data, options.Seed));
        var outcome = pipeline.Train(split, embeddings, run);
        session.Answer(outcome, printer => printer.Line(Invariant($"{path}: {outcome.Steps:N0} steps")));
        if (!outcome.Finished)
        {
            session.Reporter.Say($"Interrupted; the agent as it stands is saved in {path}.");
            return ExitCode.Interrupted;
        }

        session.Reporter.Say($"Next: {session.Program} evaluate --run {path} --data {session.Arguments.GetRequiredValue(_data)}");
        return ExitCode.Done;
    }
}
