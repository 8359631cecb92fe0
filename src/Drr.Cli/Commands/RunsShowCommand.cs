using System.CommandLine;
using Drr.Agent.Runs;

namespace Drr.Cli.Commands;

/// <summary><c>drr runs show</c>: one run.</summary>
internal sealed class RunsShowCommand : CliCommand
{
    private readonly Argument<string> _run = new("run") { Description = "the run folder" };

    internal RunsShowCommand() : base("show", "show a run's settings and figures", "drr runs show runs/001-train") => Add(_run);

    internal override int Run(Session session)
    {
        var run = RunSummary.Seen(RunFolder.Open(session.Arguments.GetRequiredValue(_run)));
        session.Answer(RunsView.Json(run), printer => RunsView.PrintOne(run, printer));
        return ExitCode.Done;
    }
}
