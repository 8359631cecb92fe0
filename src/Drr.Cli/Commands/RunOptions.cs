using System.CommandLine;

namespace Drr.Cli.Commands;

/// <summary>What the commands that use a run share.</summary>
internal static class RunOptions
{
    internal static Option<string> Run() => new("--run") { Description = "the run folder", HelpName = "folder", Required = true };

    /// <summary>Says that a run was stopped, and how to go on.</summary>
    /// <returns>The exit code.</returns>
    internal static int Interrupted(Session session, string run)
    {
        session.Reporter.Say($"Interrupted; the agent as it stands is saved in {run}.");
        session.Reporter.Say($"To go on: {session.Program} train --resume {run}");
        return ExitCode.Interrupted;
    }
}
