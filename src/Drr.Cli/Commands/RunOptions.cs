using System.CommandLine;

namespace Drr.Cli.Commands;

/// <summary>What the commands that use a run share.</summary>
internal static class RunOptions
{
    internal static Option<string> Run() => new("--run") { Description = "the run folder", HelpName = "folder", Required = true };
}
