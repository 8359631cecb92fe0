using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Tensors;

namespace Drr.Agent.Runs;

/// <summary>Is one group of runs better than another, user by user?</summary>
/// <param name="First">Its name.</param> <param name="Second">The other's.</param>
/// <param name="Section">Protocol and section of the evaluations.</param>
/// <param name="Users">Users that both were evaluated on.</param>
/// <param name="Columns">Names of the measures.</param>
/// <param name="Tests">First less second, one a column, corrected together; a user's value is the
/// mean over a group's seeds.</param>
public sealed record RunComparison(
    string First, string Second, string Section, int Users, IReadOnlyList<string> Columns, IReadOnlyList<PairedTest> Tests)
{
    private sealed record Evaluated(ulong Seed, EvaluationReport Report, UserFigures Figures);

    /// <summary>A comparison for each section.</summary>
    /// <param name="first">One or more runs.</param> <param name="second">One or more others.</param>
    /// <param name="why">Why there is none; <c>null</c> otherwise.</param>
    /// <exception cref="InvalidDataException">A file of a run is damaged.</exception>
    public static IReadOnlyList<RunComparison> Of(RunGroup first, RunGroup second, out string? why)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Evaluated?[] ours = [.. first.Runs.Select(Read)], theirs = [.. second.Runs.Select(Read)];
        if (first.Runs.Concat(second.Runs).Zip(ours.Concat(theirs)).FirstOrDefault(run => run.Second is null)
            is { First: { } lacking })
        {
            why = $"{lacking.Path} has no evaluation user by user; drr evaluate makes one.";
            return [];
        }

        why = ours.Concat(theirs).Select(run => Measured(run!.Report)).Distinct().Count() == 1
            ? null
            : $"{first.Name} and {second.Name} were evaluated by other protocols or on other test rows.";
        return why is null
            ? [.. ours[0]!.Report.Sections.Select(section => Of(first.Name, second.Name, section, ours!, theirs!))]
            : [];
    }

    /// <summary>What two evaluations with the same users in the same order have in common.</summary>
    private static (string, RowSet, string) Measured(EvaluationReport report) => (
        report.Card.Protocol, report.Card.Split.Test,
        string.Join(' ', report.Sections.Select(section => (section.Name, section.Users))));

    private static RunComparison Of(
        string first, string second, EvaluationSection section, IReadOnlyList<Evaluated> ours, IReadOnlyList<Evaluated> theirs)
    {
        var tests = section.Columns.Select(column => PairedTest.Of(
            MeanOverSeeds(ours, section.Name, column),
            MeanOverSeeds(theirs, section.Name, column),
            new Rng(1).Fork("bootstrap")));
        var name = $"{ours[0].Report.Card.Protocol} {section.Name}";
        return new(first, second, name, section.Users, section.Columns, PairedTest.Together([.. tests]));
    }

    /// <summary>The mean over seeds of the mean over each seed's runs, so that a seed that was run
    /// twice weighs no more.</summary>
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

    /// <summary>Whether these values belong to the report, not to an earlier one.</summary>
    private static bool Fit(EvaluationReport report, UserFigures figures) => report.Sections.All(section =>
        section.Columns.All(column => figures.Column(section.Name, column)?.Length == section.Users)
        && Math.Abs(figures.Column(section.Name, section.Columns[0])!.Where(double.IsFinite).DefaultIfEmpty(0).Average()
            - section.Rows[0].Values[0].Mean) < 1e-9);
}

/// <summary>Runs that differ in their seed alone.</summary>
/// <param name="Name">The first one's folder, and how many more there are.</param>
/// <param name="Runs">One or more.</param>
public sealed record RunGroup(string Name, IReadOnlyList<RunSummary> Runs)
{
    /// <summary>Groups runs that differ in their seed alone.</summary>
    public static IReadOnlyList<RunGroup> BySeed(IEnumerable<RunSummary> runs) =>
        [.. runs.GroupBy(run => (run.Options with { Seed = 0 }, run.Dataset)).Select(group => Named([.. group]))];

    /// <summary>Groups to compare: those of <see cref="BySeed"/>; if there is only one, each run by itself.</summary>
    public static IReadOnlyList<RunGroup> Of(IReadOnlyList<RunSummary> runs) =>
        BySeed(runs) is { Count: > 1 } groups ? groups : [.. runs.Select(run => Named([run]))];

    /// <summary>The runs of each seed. A seed that was run twice is one experiment and adds nothing to
    /// the spread over seeds.</summary>
    public IEnumerable<IGrouping<ulong, RunSummary>> Seeds => Runs.GroupBy(run => run.Options.Seed);

    /// <summary>The interquartile mean over the seeds of each figure that all of the runs have, with its interval; the runs of
    /// one seed count with their mean.</summary>
    public IReadOnlyList<RunFigure> InterquartileMeans() =>
    [
        .. from figure in Runs[0].Figures
           where Runs.All(run => run.Figures.Any(f => f.Name == figure.Name))
           let values = Seeds.Select(seed => seed.Average(run => run.Figures.First(f => f.Name == figure.Name).Value)).ToArray()
           let mean = InterquartileMean.Estimate(values, new Rng(1))
           select new RunFigure(figure.Name, mean.Mean, mean.Low, mean.High),
    ];

    private static RunGroup Named(RunSummary[] runs) =>
        new(runs.Length == 1 ? runs[0].Path : FormattableString.Invariant($"{runs[0].Path} and {runs.Length - 1} more"), runs);
}

/// <summary>The values behind the means in the agent's row of an evaluation: two runs are compared by them, user by user. In a
/// file of their own, because people read the evaluation.</summary>
/// <param name="Sections">For each section and column one value for each user; users in the order of the split, <c>null</c> where
/// a measure is not defined.</param>
public sealed record UserFigures(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?[]>> Sections)
{
    /// <summary>The values of an evaluation that was just made; one that was read back has none.</summary>
    public static UserFigures Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report.Sections.ToDictionary(
            section => section.Name,
            section => (IReadOnlyDictionary<string, double?[]>)section.Columns.Zip(section.FirstRow).ToDictionary(
                column => column.First, column => column.Second.Select(Defined).ToArray())));

        static double? Defined(double value) => double.IsNaN(value) ? null : value;
    }

    /// <summary>A column, NaN where not defined; <c>null</c> if there is none.</summary>
    public double[]? Column(string section, string column) =>
        Sections.TryGetValue(section, out var columns) && columns.TryGetValue(column, out var values)
            ? [.. values.Select(value => value ?? double.NaN)]
            : null;
}
