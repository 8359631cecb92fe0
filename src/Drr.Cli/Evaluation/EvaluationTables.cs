using Drr.Agent.Evaluation;
using Drr.Analysis.Reports;
using static System.FormattableString;

namespace Drr.Cli.Evaluation;

/// <summary>The tables of a section of an evaluation.</summary>
internal static class EvaluationTables
{
    /// <summary>The protocol's columns, and how the first row leads the others; the first row stands out.</summary>
    internal static ReportTable Of(EvaluationSection section, ProtocolColumns protocol, string noun)
    {
        var leading = section.Column(protocol.Leading.Name);
        return Table([.. protocol.Shown.Select(column => column.Head), "±", "lead", noun + "s"], section, row =>
        {
            var (value, lead) = (row.Values[leading], row.Lead[leading]);
            var difference = lead.Difference.Mean;
            return
            [
                .. protocol.Shown.Select(column => Figure(row.Values[section.Column(column.Name)].Mean)),
                Figure((value.High - value.Low) / 2),
                row == section.Rows[0] ? "" : new Cell($"{Signed(difference)}{(lead.Significant ? '*' : ' ')}", difference),
                row.DistinctItems,
            ];
        });
    }

    /// <summary>What the first table leaves out, in tables of the same rows.</summary>
    internal static IEnumerable<ReportTable> Further(EvaluationSection section, ProtocolColumns protocol)
    {
        if (protocol.Found.Count > 0)
        {
            yield return Table([.. protocol.Found.Select(column => column.Head)], section, row => Figures(protocol.Found, row));
        }

        yield return Table([.. protocol.Variety.Select(column => column.Head), "coverage", "Gini"], section, row =>
            [.. Figures(protocol.Variety, row), Figure(row.Coverage), Figure(row.Gini)]);

        Cell[] Figures(IEnumerable<MetricColumn> columns, EvaluationRow row) =>
            [.. columns.Select(column => Figure(row.Values[section.Column(column.Name)].Mean))];
    }

    /// <summary>Four decimals, or one of what is large.</summary>
    internal static Cell Figure(double value) =>
        new(Math.Abs(value) < 100 ? Invariant($"{value:.0000}") : Invariant($"{value:N1}"), value);

    /// <summary>A difference.</summary>
    internal static string Signed(double value) => $"{(value < 0 ? '-' : '+')}{Figure(Math.Abs(value)).Text}";

    private static ReportTable Table(string[] heads, EvaluationSection section, Func<EvaluationRow, Cell[]> cells) => new(
        "", ["", .. heads],
        [.. section.Rows.Select(row => (IReadOnlyList<Cell>)
            [.. cells(row).Prepend(row.Scorer).Select(cell => cell with { IsStrong = row == section.Rows[0] })])]);
}
