using System.CommandLine;
using Drr.Agent.Runs;

namespace Drr.Cli.Commands;

/// <summary><c>drr runs compare</c>: in what settings runs differ, and their figures side by side.</summary>
internal sealed class RunsCompareCommand : CliCommand
{
    private readonly Argument<string[]> _runs =
        new("runs") { Description = "two run folders or more", Arity = new ArgumentArity(2, 100) };

    internal RunsCompareCommand() : base(
        "compare", "show the settings in which runs differ, and their figures side by side",
        "drr runs compare runs/001-train runs/002-train") => Add(_runs);

    internal override int Run(Session session)
    {
        RunSummary[] runs = [.. session.Arguments.GetRequiredValue(_runs).Select(path => RunSummary.Of(RunFolder.Open(path)))];
        var settings = Setting.All.Where(s => runs.Select(run => s.ValueIn(run.Options)).Distinct().Count() > 1).ToArray();
        string[] figures = [.. runs.SelectMany(run => run.Figures).Select(figure => figure.Name).Distinct()];
        var answer = new
        {
            runs = runs.Select(RunsView.Json),
            settings = settings.Select(s => new { s.Path, values = runs.Select(run => s.ValueIn(run.Options)) }),
            figures = figures.Select(name => new { name, values = runs.Select(run => RunsView.Figure(run, name)) }),
        };
        session.Answer(answer, printer => RunsView.PrintSideBySide(runs, settings, figures, printer));
        if (runs.Select(run => run.Dataset).Distinct().Count() > 1)
        {
            session.Reporter.Say("These runs were trained on different data: their figures cannot be compared.");
        }

        return ExitCode.Done;
    }
}
