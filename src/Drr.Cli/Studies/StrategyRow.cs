using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Runs;
using Drr.Analysis.Training;
using Drr.Cli.Shell;
using Spectre.Console;
using static System.FormattableString;

namespace Drr.Cli.Studies;

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

/// <summary>The table of strategies as people read it.</summary>
internal static class StrategyView
{
    private static readonly (string Name, string Head, string Format)[] s_columns =
    [
        ("precision@5", "P@5", ".0000"), ("precision@10", "P@10", ".0000"), ("ndcg@10", "NDCG@10", ".0000"), ("reward", "reward", "0.000"),
        ("training hitRate", "hits in training", ".000"), ("training saturatedShare", "saturated", ".00"), ("films", "films", "N0"),
    ];

    internal static void Print(StrategyRow[] rows, StrategyRow? baseline, Printer printer)
    {
        var shown = s_columns.Where(column => Find(rows[0], column.Name) is not null).ToArray();
        var table = new Table { Border = TableBorder.Simple }.AddColumn(new TableColumn("").NoWrap());
        foreach (var (_, head, _) in shown)
        {
            table.AddColumn(new TableColumn(head).RightAligned().NoWrap());
        }

        foreach (var row in baseline is null ? rows : [.. rows, baseline])
        {
            var cells = shown.Select(column => Cell(Find(row, column.Name), column.Format));
            table.AddRow(cells.Prepend(row.Strategy).Select(cell => new Text(cell)));
        }

        printer.Table(table);
        printer.Line(Invariant($"Interquartile mean of {rows[0].Runs.Count} seeds [lowest, highest], on the test rows; what is "));
        printer.Line("of training, and saturated, at its end.");
        if (baseline is not null)
        {
            printer.Line($"{baseline.Strategy}: the best baseline, for scale.");
        }
    }

    private static SeedFigure? Find(StrategyRow row, string name) => row.Figures.FirstOrDefault(figure => figure.Name == name);

    private static string Cell(SeedFigure? figure, string format) => figure switch
    {
        null => "",
        { Seeds.Count: 1 } => Number(figure.Middle, format),
        _ => $"{Number(figure.Middle, format)} [{Number(figure.Low, format)}, {Number(figure.High, format)}]",
    };

    private static string Number(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
