using Spectre.Console;
using static System.FormattableString;

namespace Drr.Cli.Commands;

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
