using System.CommandLine;
using Drr.Agent.Runs;

namespace Drr.Cli.Shell;

/// <summary>What the commands that use a run share.</summary>
internal static class RunOptions
{
    internal static Option<string> Run() => new("--run") { Description = "the run folder", HelpName = "folder", Required = true };

    /// <summary>Which of a run's checkpoints.</summary>
    internal static Option<string?> Checkpoint() => new("--checkpoint")
    {
        Description = "best, last, or the number of steps of another that was kept; best when left out", HelpName = "name",
    };

    /// <summary>Opens a run.</summary>
    internal static RunFolder Open(string path, string? checkpoint) =>
        checkpoint is null ? RunFolder.Open(path) : RunFolder.Open(path).At(checkpoint);

    /// <summary>Says that a run was stopped, and how to go on.</summary>
    /// <returns>The exit code.</returns>
    internal static int Interrupted(Session session, string run)
    {
        session.Reporter.Say($"Interrupted; the agent as it stands is saved in {run}.");
        session.Reporter.Say($"To go on: {session.Program} train --resume {run}");
        return ExitCode.Interrupted;
    }
}
