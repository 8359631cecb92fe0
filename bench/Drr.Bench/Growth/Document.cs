using System.Text;
using Drr.Bench.Results;
using static System.FormattableString;

namespace Drr.Bench.Growth;

/// <summary>A run as Markdown.</summary>
public static class Document
{
    /// <summary>All charts with their tables, and what they show in numbers.</summary>
    /// <param name="run">Machine and command.</param> <param name="charts">What was measured.</param>
    /// <param name="pictures">Folder of the pictures, as seen from the document.</param>
    public static string Of(ResultFile run, IReadOnlyList<Chart> charts, string pictures)
    {
        var (machine, text) = (run.Machine, new StringBuilder());
        text.AppendLine(Invariant($"""
            # How time grows

            {Answer(charts)}

            Made by `{run.Command}`,
            which writes this page, its pictures and `{pictures}.json`, a file for `Drr.Bench compare`.
            {machine.Processor}, {machine.InstructionSet}, {machine.Threads} threads; {machine.Runtime}; {machine.System}.
            Peak of a core, multiply-adds in registers, measured in this run: {run.PeakOperations / 1e9:F0} GFLOP/s.
            Fixed seeds; invented transitions and vectors (k = 100), of which no time depends on the values.

            Medians of a call, and the quartiles between which half of the samples lie. **Slope** is b of time = a · size^b,
            fitted to all medians; **steepest** is the largest slope between two neighbouring sizes. **Of linear** is the time
            as a share of what it would be if it had grown with size from the smallest one: below 100 % it grows less.
            The samples of a point are taken in one go: from run to run it can move by more than its quartiles say.

            """));
        text.AppendLine("| what grows | work | sizes | times the size | times the time | slope | steepest | of linear |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var (key, curve) in charts.SelectMany(chart => chart.Curves.Select(curve => (chart.Key, curve))))
        {
            text.AppendLine("| " + string.Join(" | ",
                key, curve.Name, Invariant($"{curve.Points[0].Size:N0} - {curve.Points[^1].Size:N0}"), Times(curve.Growth),
                Times(curve.Times(curve.Points[^1])), Slope(curve.Slope), Slope(curve.Steepest),
                Share(curve.OfLinear(curve.Points[^1]))) + " |");
        }

        foreach (var chart in charts)
        {
            Append(text, chart, pictures);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The slopes of all curves, with which the page begins.</summary>
    private static string Answer(IReadOnlyList<Chart> charts)
    {
        var slopes = charts.Select(chart =>
            $"with the {chart.Key} " + string.Join(", ", chart.Curves.Select(curve => $"`{curve.Name}` {Slope(curve.Slope)}")));
        return "**The question.** How does time grow with the size of the work? **The answer**, as the power of the size with "
            + $"which it grows (1 is linear): {string.Join("; ", slopes)}.";
    }

    /// <summary>A curve in a sentence, from its figures alone.</summary>
    public static string Says(Curve curve)
    {
        var last = curve.Points[^1];
        var verdict = curve.Slope switch
        {
            < 0.1 => "hardly grows",
            < 0.9 => "grows less than linearly",
            <= 1.1 => "grows linearly",
            _ => "grows more than linearly",
        };
        return Invariant($"**{curve.Name}** {verdict} (slope {Slope(curve.Slope)}): {Times(curve.Growth)} times the size takes ")
            + Invariant($"{Times(curve.Times(last))} times as long, {Share(curve.OfLinear(last))} of linear.")
            + (curve.Steepest > 1.1
                ? $" At its steepest it has slope {Slope(curve.Steepest)}, at its end {Slope(curve.Final)}." : "");
    }

    public static string Slope(double slope) => Invariant($"{slope:0.00}");

    /// <summary>A round time for an axis: <c>20 us</c>.</summary>
    public static string ShortTime(int digit, int power)
    {
        var (unit, zeros) = power switch
        {
            >= 0 => ("s", power),
            >= -3 => ("ms", power + 3),
            >= -6 => ("us", power + 6),
            _ => ("ns", power + 9),
        };
        return Invariant($"{digit * Math.Pow(10, zeros):0} {unit}");
    }

    private static void Append(StringBuilder text, Chart chart, string pictures)
    {
        text.AppendLine().AppendLine($"## {chart.Title}").AppendLine().AppendLine(chart.Why).AppendLine();
        text.AppendLine($"![{chart.Title}]({pictures}/{chart.Key}.png)").AppendLine();
        text.AppendJoin("\n", chart.Curves.Select(curve => $"- {Says(curve)}")).AppendLine().AppendLine();
        var heads = chart.Curves.Select(curve => $"{curve.Name} | middle half | of linear");
        text.AppendLine($"| {chart.Axis} | {string.Join(" | ", heads)} |");
        text.AppendLine("|---|" + string.Concat(Enumerable.Repeat("---|---|---|", chart.Curves.Count)));
        for (var i = 0; i < chart.Curves[0].Points.Count; i++)
        {
            var cells = chart.Curves.Select(curve => Cells(curve, curve.Points[i]));
            text.AppendLine(Invariant($"| {chart.Curves[0].Points[i].Size:N0} | {string.Join(" | ", cells)} |"));
        }

        var allocating = chart.Curves.SelectMany(curve => curve.Points).Where(point => point.Row.AllocatedBytes > 0).ToList();
        var bytes = allocating.Select(point => Invariant($"{point.Row.Name} {point.Row.AllocatedBytes:N0} B"));
        text.AppendLine().AppendLine(
            allocating.Count == 0 ? "No call allocates." : $"Allocated by a call: {string.Join("; ", bytes)}.");
    }

    private static string Cells(Curve curve, Point point) =>
        $"{Time(point.Seconds)} | {Time(point.Row.Seconds.Lower)} - {Time(point.Row.Seconds.Upper)} | "
        + Share(curve.OfLinear(point))
        + (point.Row.OfPeak is { } share ? Invariant($" ({share:P0} of peak)") : "");

    private static string Time(double seconds) => seconds switch
    {
        >= 1 => Invariant($"{seconds:0.00} s"),
        >= 1e-3 => Invariant($"{seconds * 1e3:0.00} ms"),
        _ => Invariant($"{seconds * 1e6:0.0} us"),
    };

    private static string Times(double times) => Invariant(times >= 10 ? $"{times:N0}" : (FormattableString)$"{times:0.00}");

    private static string Share(double share) => Invariant($"{share:0.# %}");
}
