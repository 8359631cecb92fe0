using System.Text;
using Drr.Bench.Results;
using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Bench.Peers;

/// <summary>A run as a document.</summary>
internal static class Markdown
{
    internal const string Head =
        "| work | time | middle half | of peak | peer | times as fast | middle half | memory |\n"
        + "|---|---|---|---|---|---|---|---|";

    internal static string Row(ResultRow row) => "| " + string.Join(" | ",
        row.Name,
        Time(row.Seconds.Median),
        $"{Time(row.Seconds.Lower)} - {Time(row.Seconds.Upper)}",
        row.OfPeak is { } share ? Invariant($"{share:P0}") : "",
        row.PeerSeconds is { } peer ? $"{row.Peer} {Time(peer.Median)}" : "",
        row.Ratio is { } ratio ? Invariant($"{ratio.Median:0.00}") : "",
        row.Ratio is { } spread ? Invariant($"{spread.Lower:0.00} - {spread.Upper:0.00}") : "",
        row.PeakMemory is { } memory
            ? Invariant($"{memory / 1_000_000} MB at most")
            : row.AllocatedBytes is { } bytes ? Invariant($"{bytes:N0} B") : "") + " |";

    internal static string Document(ResultFile run, IReadOnlyList<string> leftOut)
    {
        var (machine, text) = (run.Machine, new StringBuilder());
        text.AppendLine("# Speed").AppendLine();
        text.AppendLine(Invariant($"""
            {machine.Processor}, {machine.InstructionSet}, {machine.Threads} threads, of which one is used; {machine.Runtime};
            {machine.System}.
            Peak of a core, multiply-adds in registers, measured in this run: {run.PeakOperations / 1e9:F0} GFLOP/s.

            Made by `{run.Command}`. Our calls and the peer's in turns, after a check that results are equal; medians, and the
            quartiles between which half of the samples lie. Peers: TorchSharp 0.107.0 with libtorch 2.10.0 (CPU, one thread),
            MathNet.Numerics 5.0.0 (managed). "Of peak" counts the multiply-adds that no implementation can do without.

            """));
        text.AppendLine("## What was to be reached").AppendLine();
        text.AppendLine("| loop | reach | measured |\n|---|---|---|");
        foreach (var goal in Goals.All)
        {
            text.AppendLine($"| {goal.Loop} | {goal.Reach} | {goal.Measured(run.Rows)} |");
        }

        text.AppendLine().AppendLine("## Every row").AppendLine().AppendLine(Head);
        foreach (var row in run.Rows)
        {
            text.AppendLine(Row(row));
        }

        foreach (var line in leftOut)
        {
            text.AppendLine().AppendLine(line);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    internal static string Time(double seconds) => seconds switch
    {
        >= 1 => Invariant($"{seconds:0.00} s"),
        >= 1e-3 => Invariant($"{seconds * 1e3:0.00} ms"),
        _ => Invariant($"{seconds * 1e6:0.00} us"),
    };
}
