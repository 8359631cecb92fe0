using System.CommandLine;

namespace Drr.Cli.Commands;

/// <summary><c>drr runs</c>: the commands about finished and unfinished runs.</summary>
internal sealed class RunsCommand : Command
{
    internal RunsCommand() : base("runs", "list, show, compare, plot and delete runs")
    {
        Add(new RunsListCommand());
        Add(new RunsShowCommand());
        Add(new RunsCompareCommand());
        Add(new RunsPlotCommand());
        Add(new RunsDeleteCommand());
    }
}
