using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;

namespace Drr.Agent.Studies;

/// <summary>A variant's figures over its seeds.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Seeds">As run.</param>
/// <param name="Sections">One for each section of the evaluation.</param>
/// <param name="TrainSeconds">Mean processor time of a training, of those that were not interrupted;
/// <c>null</c> without one.</param>
public sealed record StudySummary(
    string Variant, IReadOnlyList<ulong> Seeds, IReadOnlyList<StudySection> Sections, double? TrainSeconds)
{
    /// <summary>Summarises a variant's runs.</summary>
    /// <param name="runs">One a seed, one or more.</param>
    /// <exception cref="InvalidDataException">They do not have the same rows and columns.</exception>
    public static StudySummary Of(IReadOnlyList<StudyRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        double[] seconds = [.. runs.Select(run => run.TrainSeconds).OfType<double>()];
        return new(
            runs[0].Variant,
            [.. runs.Select(run => run.Options.Seed)],
            [.. runs[0].Report.Sections.Select(section => Over(section.Name, runs))],
            seconds.Length > 0 ? seconds.Average() : null);
    }

    private static StudySection Over(string name, IReadOnlyList<StudyRun> runs)
    {
        EvaluationSection[] sections = [.. runs.Select(run => run.Report.Section(name))];
        var (columns, scorers) = (sections[0].Columns, sections[0].Rows.Select(row => row.Scorer).ToArray());
        if (sections.ToList().FindIndex(section =>
            !section.Columns.SequenceEqual(columns)
            || !section.Rows.Select(row => row.Scorer).SequenceEqual(scorers)) is > 0 and var other)
        {
            throw new InvalidDataException(
                $"{runs[0].Variant}: the results of seed {runs[0].Options.Seed} and seed {runs[other].Options.Seed} "
                + "have different rows or columns, as of two versions; "
                + "remove the older file from results/ and run the same line again: the run itself is kept.");
        }

        var rows = sections[0].Rows.Select(row => new StudyRow(
            row.Scorer,
            [.. columns.Select(column =>
                InterquartileMean.Of(sections.Select(section => section.Value(row.Scorer, column).Mean)))],
            [.. columns.Select(column => (IReadOnlyList<double>)[.. sections.Select(s => s.Value(row.Scorer, column).Mean)])]));
        return new(name, sections[0].Rule, columns, [.. rows]);
    }
}

/// <summary>A section over the seeds.</summary>
/// <param name="Name">Short.</param> <param name="Rule">Who counts.</param>
/// <param name="Columns">Names of the measures.</param> <param name="Rows">Agent first.</param>
public sealed record StudySection(string Name, string Rule, IReadOnlyList<string> Columns, IReadOnlyList<StudyRow> Rows);

/// <summary>A scorer over the seeds.</summary>
/// <param name="Scorer">Its name.</param>
/// <param name="Means">Interquartile mean over the seeds, one a column.</param>
/// <param name="Seeds">Each seed's value, one list a column.</param>
public sealed record StudyRow(string Scorer, IReadOnlyList<double> Means, IReadOnlyList<IReadOnlyList<double>> Seeds);
