using Drr.Agent;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Runs;
using Drr.Analysis.Reports;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Runs;

/// <summary>Comparisons of runs as people read them.</summary>
internal static class ComparisonView
{
    /// <summary>Warns of runs that differ in nothing, not even the seed.</summary>
    internal static void PrintRepeated(IEnumerable<IGrouping<ulong, RunSummary>> repeated, Printer printer)
    {
        foreach (var seed in repeated)
        {
            printer.Line();
            printer.Line($"{string.Join(", ", seed.Select(run => run.Path))}: the same settings and the same seed ({seed.Key}).");
            printer.Line("They are one experiment made more than once and say nothing of the spread over seeds.");
        }
    }

    internal static void PrintSeeds(IReadOnlyList<RunGroup> groups, Printer printer)
    {
        foreach (var group in groups)
        {
            var seeds = group.Seeds.Count();
            printer.Line();
            printer.Line(Invariant($"{group.Name}: interquartile mean over {seeds} seeds, and its 95 % bootstrap interval"));
            printer.Columns(RunsView.Pairs(
                group.InterquartileMeans().Select(figure => ("  " + figure.Name, RunsView.Text(figure)))));
        }
    }

    internal static void PrintTests(IReadOnlyList<RunComparison> comparisons, Printer printer)
    {
        foreach (var comparison in comparisons)
        {
            printer.Line();
            var sides = $"{comparison.First} less {comparison.Second}, user by user";
            printer.Line($"{comparison.Section}, {Counted.Of(comparison.Users, "user")}: {sides}");
            printer.Columns(new(
                "", ["", "difference", "p bootstrap", "p Wilcoxon", "p Holm", "effect"],
                [.. comparison.Columns.Zip(comparison.Tests, Row)]));
        }

        if (comparisons.Count > 0)
        {
            printer.Line();
            printer.Line("difference: mean and 95 % bootstrap interval. "
                + "p Holm: Wilcoxon's, corrected over the measures of a table.");
            printer.Line("effect: rank-biserial correlation. A user's value of several seeds is their mean.");
        }
    }

    private static IReadOnlyList<Cell> Row(string measure, PairedTest test)
    {
        var (mean, low, high) = (test.Difference.Mean, test.Difference.Low, test.Difference.High);
        return
        [
            "  " + measure, Invariant($"{mean:+0.0000;-0.0000} [{low:0.0000}, {high:0.0000}]"),
            Printer.Probability(test.BootstrapP), Printer.Probability(test.WilcoxonP), Printer.Probability(test.HolmP),
            Invariant($"{test.Effect:+0.000;-0.000}"),
        ];
    }
}
