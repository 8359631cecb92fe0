using System.CommandLine;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Cli.Shell;

namespace Drr.Cli.Runs;

/// <summary><c>drr runs compare</c>: the settings in which runs differ, their figures side by side, and whether one is better
/// user by user.</summary>
internal sealed class RunsCompareCommand : CliCommand
{
    private readonly Argument<string[]> _runs =
        new("runs") { Description = "two run folders or more", Arity = new ArgumentArity(2, 100) };

    internal RunsCompareCommand() : base(
        "compare",
        "show the settings in which runs differ, their figures side by side and over seeds, and tests of the first run against "
            + "the others, user by user",
        "drr runs compare runs/001-train runs/002-train",
        "drr runs compare runs/a-seed1 runs/a-seed2 runs/b-seed1 runs/b-seed2 --json") => Add(_runs);

    internal override int Run(Session session)
    {
        RunSummary[] runs = [.. session.Arguments.GetRequiredValue(_runs).Select(path => RunSummary.Seen(RunFolder.Open(path)))];
        var settings = Setting.All.Where(s => runs.Select(run => s.ValueIn(run.Options)).Distinct().Count() > 1).ToArray();
        string[] figures = [.. runs.SelectMany(run => run.Figures).Select(figure => figure.Name).Distinct()];
        var groups = RunGroup.Of(runs);
        var bySeed = RunGroup.BySeed(runs);
        var seeds = bySeed.Where(group => group.Seeds.Count() > 1).ToArray();
        var repeated = bySeed.SelectMany(group => group.Seeds).Where(seed => seed.Count() > 1).ToArray();
        var comparisons = new List<RunComparison>();
        foreach (var other in groups.Skip(1))
        {
            comparisons.AddRange(RunComparison.Of(groups[0], other, out var why));
            if (why is not null)
            {
                session.Reporter.Say($"No tests over users: {why}");
            }
        }

        var answer = new
        {
            runs = runs.Select(RunsView.Json),
            settings = settings.Select(s => new { s.Path, values = runs.Select(run => s.ValueIn(run.Options)) }),
            figures = figures.Select(name => new { name, values = runs.Select(run => RunsView.Figure(run, name)) }),
            seeds = seeds.Select(group =>
                new { group.Name, runs = group.Runs.Select(run => run.Path), figures = group.InterquartileMeans() }),
            repeated = repeated.Select(seed => new { seed = seed.Key, runs = seed.Select(run => run.Path) }),
            comparisons,
        };
        session.Answer(answer, printer =>
        {
            RunsView.PrintSideBySide(runs, settings, figures, printer);
            ComparisonView.PrintRepeated(repeated, printer);
            ComparisonView.PrintSeeds(seeds, printer);
            ComparisonView.PrintTests(comparisons, printer);
        });
        if (runs.Select(run => run.Dataset).Distinct().Count() > 1)
        {
            session.Reporter.Say("These runs were trained on different data: their figures cannot be compared.");
        }

        return ExitCode.Done;
    }
}
