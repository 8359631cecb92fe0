using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Runs;
using Drr.Analysis.Training;

namespace Drr.Cli.Commands;

/// <summary>A strategy's line: its figures over the seeds.</summary>
/// <param name="Strategy">The preset.</param> <param name="Runs">A run folder a seed.</param>
/// <param name="Figures">Of the first table of the evaluation, of the best agent; and of the end of training.</param>
internal sealed record StrategyRow(string Strategy, IReadOnlyList<string> Runs, IReadOnlyList<SeedFigure> Figures)
{
    private static readonly string[] s_atTheEnd = ["hitRate", "rewardPerSession", "meanAbsoluteAction", "saturatedShare", "criticLoss"];

    internal static StrategyRow Of(string strategy, IReadOnlyList<RunFolder> runs)
    {
        var sections = runs.Select(Section).ToArray();
        var log = TrainingLog.Of(strategy, runs);
        var evaluated = sections[0].Columns.Select((name, column) =>
            SeedFigure.Of(name, sections.Select(section => section.Rows[0].Values[column].Mean)));
        var films = SeedFigure.Of("films", sections.Select(section => (double)section.Rows[0].DistinctItems));
        var trained = s_atTheEnd.Select(field => SeedFigure.Of(
            $"training {field}", log.Curves("train", field).Select(curve => curve.Smoothed().Values[^1])));
        return new(strategy, [.. runs.Select(run => run.Path)], [.. evaluated, films, .. trained]);
    }

    /// <summary>The line of the strongest scorer that was not trained here, for scale.</summary>
    internal static StrategyRow? BestBaseline(RunFolder run)
    {
        var section = Section(run);
        return section.BestRival(section.Columns.Contains("precision@10") ? "precision@10" : section.Columns[0]) is not { } row
            ? null
            : new(row.Scorer, [],
            [
                .. section.Columns.Select((name, column) => SeedFigure.Of(name, [row.Values[column].Mean])),
                SeedFigure.Of("films", [row.DistinctItems]),
            ]);
    }

    private static EvaluationSection Section(RunFolder run) => run.ReadEvaluation()!.Sections[0];
}
