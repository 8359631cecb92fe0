using System.Globalization;
using Drr.Agent;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Runs;
using Drr.Analysis.Reports;
using Drr.Analysis.Training;
using Drr.Cli.Evaluation;
using Drr.Cli.Shell;

namespace Drr.Cli.Studies;

/// <summary>A strategy's row: its figures over the seeds.</summary>
/// <param name="Strategy">The preset.</param> <param name="Runs">A run folder a seed.</param>
/// <param name="Figures">Of the first table of the evaluation, of the best agent; and of the end of training.</param>
internal sealed record StrategyRow(string Strategy, IReadOnlyList<string> Runs, IReadOnlyList<SeedFigure> Figures)
{
    private static readonly string[] s_atTheEnd =
        ["hitRate", "rewardPerSession", "meanAbsoluteAction", "saturatedShare", "criticLoss"];

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

    /// <summary>The row of the best baseline, for scale.</summary>
    internal static StrategyRow? BestBaseline(RunFolder run)
    {
        var section = Section(run);
        return section.BestRival(ProtocolColumns.Of(run.ReadEvaluation()!.Card).Leading.Name) is not { } row
            ? null
            : new(row.Scorer, [],
            [
                .. section.Columns.Select((name, column) => SeedFigure.Of(name, [row.Values[column].Mean])),
                SeedFigure.Of("films", [row.DistinctItems]),
            ]);
    }

    private static EvaluationSection Section(RunFolder run) => run.ReadEvaluation()!.Sections[0];
}

/// <summary>A figure over seeds.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Middle">The interquartile mean.</param>
/// <param name="Low">The lowest.</param> <param name="High">The highest.</param>
/// <param name="Seeds">One value a seed.</param>
internal sealed record SeedFigure(string Name, double Middle, double Low, double High, IReadOnlyList<double> Seeds)
{
    internal static SeedFigure Of(string name, IEnumerable<double> seeds)
    {
        double[] values = [.. seeds];
        return new(name, InterquartileMean.Of(values), values.Min(), values.Max(), values);
    }
}

/// <summary>The table of strategies as people read it: the protocol's columns, then what training came to.</summary>
internal static class StrategyView
{
    private static readonly (string Name, string Head, string Format)[] s_further =
    [
        ("training hitRate", "hits in training", ".000"), ("training saturatedShare", "saturated", ".00"),
        ("films", "films", "N0"),
    ];

    internal static void Print(StrategyRow[] rows, StrategyRow? baseline, ProtocolColumns protocol, Printer printer)
    {
        var heads = protocol.Shown.Select(column => column.Head).Concat(s_further.Select(column => column.Head));
        StrategyRow[] all = baseline is null ? rows : [.. rows, baseline];
        printer.Table(new("", ["", .. heads], [.. all.Select(row => Cells(row, protocol))]));
        var seeds = Counted.Of(rows[0].Runs.Count, "seed");
        printer.Line($"Interquartile mean of {seeds} on the test rows, of {protocol.Leading.Head} also [lowest, highest].");
        printer.Line("Hits in training and saturated: at the end of training.");
        if (baseline is not null)
        {
            printer.Line($"{baseline.Strategy}: the best baseline, for scale.");
        }
    }

    private static IReadOnlyList<Cell> Cells(StrategyRow row, ProtocolColumns protocol) =>
    [
        row.Strategy, .. protocol.Shown.Select(column => Of(Find(row, column.Name)!, column == protocol.Leading)),
        .. s_further.Select(column => Find(row, column.Name) is { } figure
            ? new Cell(figure.Middle.ToString(column.Format, CultureInfo.InvariantCulture), figure.Middle) : ""),
    ];

    private static SeedFigure? Find(StrategyRow row, string name) => row.Figures.FirstOrDefault(figure => figure.Name == name);

    private static Cell Of(SeedFigure figure, bool withSpread)
    {
        var middle = EvaluationTables.Figure(figure.Middle);
        var (low, high) = (EvaluationTables.Figure(figure.Low).Text, EvaluationTables.Figure(figure.High).Text);
        return withSpread && figure.Seeds.Count > 1 ? middle with { Text = $"{middle.Text} [{low}, {high}]" } : middle;
    }
}
