using System.Globalization;
using Drr.Agent;
using Drr.Agent.Evaluation;
using Drr.Analysis.Reports;
using Drr.Cli.Evaluation;
using Drr.Cli.Shell;

namespace Drr.Cli.Studies;

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
