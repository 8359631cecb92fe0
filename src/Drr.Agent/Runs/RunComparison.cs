using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Tensors;

namespace Drr.Agent.Runs;

/// <summary>Is one group of runs better than another, user by user?</summary>
/// <param name="First">Its name.</param> <param name="Second">The other's.</param>
/// <param name="Section">Protocol and section of the evaluations.</param>
/// <param name="Users">Whom both were evaluated on.</param>
/// <param name="Columns">Names of the measures.</param>
/// <param name="Tests">First less second, one a column, corrected together; a user's value is the mean over a group's seeds.</param>
public sealed record RunComparison(
    string First, string Second, string Section, int Users, IReadOnlyList<string> Columns, IReadOnlyList<PairedTest> Tests)
{
    private sealed record Evaluated(ulong Seed, EvaluationReport Report, UserFigures Figures);

    /// <summary>A comparison a section.</summary>
    /// <param name="first">One or more runs.</param> <param name="second">One or more others.</param>
    /// <param name="why">Why there is none; <c>null</c> otherwise.</param>
    /// <exception cref="InvalidDataException">A file of a run is damaged.</exception>
    public static IReadOnlyList<RunComparison> Of(RunGroup first, RunGroup second, out string? why)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Evaluated?[] ours = [.. first.Runs.Select(Read)], theirs = [.. second.Runs.Select(Read)];
        if (first.Runs.Concat(second.Runs).Zip(ours.Concat(theirs)).FirstOrDefault(run => run.Second is null) is { First: { } lacking })
        {
            why = $"{lacking.Path} has no evaluation user by user; drr evaluate makes one.";
            return [];
        }

        why = ours.Concat(theirs).Select(run => Measured(run!.Report)).Distinct().Count() == 1
            ? null
            : $"{first.Name} and {second.Name} were evaluated by other protocols or on other test rows.";
        return why is null ? [.. ours[0]!.Report.Sections.Select(section => Of(first.Name, second.Name, section, ours!, theirs!))] : [];
    }

    /// <summary>What must be the same for two evaluations to have the same users in the same order.</summary>
    private static (string, RowSet, string) Measured(EvaluationReport report) => (
        report.Card.Protocol, report.Card.Split.Test, string.Join(' ', report.Sections.Select(section => (section.Name, section.Users))));

    private static RunComparison Of(
        string first, string second, EvaluationSection section, IReadOnlyList<Evaluated> ours, IReadOnlyList<Evaluated> theirs)
    {
        var tests = section.Columns.Select(column => PairedTest.Of(
            MeanOverSeeds(ours, section.Name, column), MeanOverSeeds(theirs, section.Name, column), new Rng(1).Fork("bootstrap")));
        var name = $"{ours[0].Report.Card.Protocol} {section.Name}";
        return new(first, second, name, section.Users, section.Columns, PairedTest.Together([.. tests]));
    }

    /// <summary>The mean over seeds, of each the mean over its runs: a seed that was run twice weighs no more.</summary>
    private static double[] MeanOverSeeds(IReadOnlyList<Evaluated> runs, string section, string column) => Mean(
        runs.GroupBy(run => run.Seed).Select(seed => Mean(seed.Select(run => run.Figures.Column(section, column)!))));

    private static double[] Mean(IEnumerable<double[]> rows)
    {
        var values = rows.ToArray();
        return [.. Enumerable.Range(0, values[0].Length).Select(user => values.Average(row => row[user]))];
    }

    private static Evaluated? Read(RunSummary summary)
    {
        var run = RunFolder.Open(summary.Path);
        return run.ReadEvaluation() is { } report && run.ReadUserFigures() is { } figures && Fit(report, figures)
            ? new(summary.Options.Seed, report, figures)
            : null;
    }

    /// <summary>Whether these values are those of the report, not of an earlier one.</summary>
    private static bool Fit(EvaluationReport report, UserFigures figures) => report.Sections.All(section =>
        section.Columns.All(column => figures.Column(section.Name, column)?.Length == section.Users)
        && Math.Abs(figures.Column(section.Name, section.Columns[0])!.Where(double.IsFinite).DefaultIfEmpty(0).Average()
            - section.Rows[0].Values[0].Mean) < 1e-9);
}
