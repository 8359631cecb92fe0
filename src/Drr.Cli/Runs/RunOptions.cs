using System.CommandLine;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Runs;
using Drr.Cli.Data;
using Drr.Cli.Shell;

namespace Drr.Cli.Runs;

/// <summary>What the commands that use a run share.</summary>
internal static class RunOptions
{
    internal static Option<string> Run() => new("--run") { Description = "the run folder", HelpName = "folder", Required = true };

    /// <summary>Which of a run's agents.</summary>
    internal static Option<string?> Checkpoint() => new("--checkpoint")
    {
        Description = "best, last, or the steps of one that was kept; the best when left out", HelpName = "name",
    };

    /// <summary>Opens a run.</summary>
    internal static RunFolder Open(string path, string? checkpoint) =>
        checkpoint is null ? RunFolder.Open(path) : RunFolder.Open(path).At(checkpoint);

    /// <summary>The data of a run, if it has moved.</summary>
    internal static Option<string?> Data() => new("--data")
    {
        Description = "the data that the run was trained on; where it was read from when left out", HelpName = "path",
    };

    /// <summary>Reads the data of a run.</summary>
    /// <param name="session">Asked by whom.</param> <param name="run">The run.</param> <param name="given">Where they are
    /// now.</param>
    internal static RatingDataset ReadData(Session session, RunFolder run, string? given) =>
        (given ?? run.ReadEnvironment().DataPath) is { } path
            ? DataOptions.Read(session, path)
            : SyntheticDataset.Generate(); // none is that of the demo

    /// <summary>Says that a run was stopped, and how to go on.</summary>
    /// <returns>The exit code.</returns>
    internal static int Interrupted(Session session, string run)
    {
        session.Reporter.Say($"Interrupted; the agent as it stands is saved in {run}.");
        session.Reporter.Say($"To go on: {session.Program} train --resume {run}");
        return ExitCode.Interrupted;
    }
}
