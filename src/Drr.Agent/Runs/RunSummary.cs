using System.Text.Json;

namespace Drr.Agent.Runs;

/// <summary>A run at a glance.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Dataset">What it was trained on.</param>
/// <param name="Options">Its settings.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Steps">Environment steps reported so far.</param>
/// <param name="Figures">The best validation figure, then the agent's line in every table of its latest evaluation.</param>
public sealed record RunSummary(
    string Path, string Dataset, DrrOptions Options, RunStatus Status, long Steps, IReadOnlyList<RunFigure> Figures)
{
    /// <summary>Steps of the whole run: sessions are played to their end, so a run may make a few
    /// more than its setting.</summary>
    public long TotalSteps => Math.Max(Steps, Options.Learning.Steps);

    /// <summary>As <see cref="Of"/>, for a caller that does not hold the run's lock: an unfinished run that a process has locked
    /// is <see cref="RunStatus.Running"/>.</summary>
    /// <exception cref="InvalidDataException">A file of it is damaged.</exception>
    /// <exception cref="FileNotFoundException">It lacks a file that each run has.</exception>
    public static RunSummary Seen(RunFolder run)
    {
        var summary = Of(run);
        return summary.Status == RunStatus.Unfinished && RunLock.IsTaken(run.Path)
            ? summary with { Status = RunStatus.Running }
            : summary;
    }

    /// <summary>Reads a run folder.</summary>
    /// <exception cref="InvalidDataException">A file of it is damaged.</exception>
    /// <exception cref="FileNotFoundException">It lacks a file that each run has.</exception>
    public static RunSummary Of(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (options, metrics) = (run.ReadConfig(), run.ReadMetricLines());
        var steps = metrics.Select(line => line.GetProperty("step").GetInt64()).DefaultIfEmpty(0).Max();
        var status = metrics.Any(line => Stage(line) == "stop") ? RunStatus.StoppedEarly
            : steps >= options.Learning.Steps ? RunStatus.Finished : RunStatus.Unfinished;
        return new(run.Path, run.ReadEnvironment().Dataset, options, status, steps, [.. Best(metrics), .. Evaluated(run)]);
    }

    private static IEnumerable<RunFigure> Best(IReadOnlyList<JsonElement> metrics) =>
        from line in metrics
        where Stage(line) == "validate"
        from field in line.EnumerateObject()
        where field.Name is not ("stage" or "step")
        group field.Value.GetDouble() by field.Name into figures
        select new RunFigure($"validation {figures.Key}", figures.Max());

    private static IEnumerable<RunFigure> Evaluated(RunFolder run) =>
        run.ReadEvaluation() is not { } report ? [] :
            from section in report.Sections
            from column in section.Columns
            let figure = section.Value(section.Rows[0].Scorer, column)
            select new RunFigure($"{report.Card.Protocol} {section.Name} {column}", figure.Mean, figure.Low, figure.High);

    private static string? Stage(JsonElement line) => line.GetProperty("stage").GetString();
}

/// <summary>How far a run has come.</summary>
public enum RunStatus
{
    /// <summary>All steps are made.</summary>
    Finished,

    /// <summary>It ended early because its patience ran out.</summary>
    StoppedEarly,

    /// <summary>It was stopped and can be resumed, or is running.</summary>
    Unfinished,

    /// <summary>It is running; only <see cref="RunSummary.Seen"/> gives this.</summary>
    Running,
}

/// <summary>A figure of a run.</summary>
/// <param name="Name">What was measured, by which protocol, on which section.</param>
/// <param name="Value">The mean, or the figure itself.</param>
/// <param name="Low">Lower end of the 95 % interval; <c>null</c> where there is none.</param>
/// <param name="High">Its upper end.</param>
public sealed record RunFigure(string Name, double Value, double? Low = null, double? High = null);
