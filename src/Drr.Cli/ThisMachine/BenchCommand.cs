using Drr.Agent;
using Drr.Analysis.Reports;
using Drr.Cli.Shell;
using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Cli.ThisMachine;

/// <summary><c>drr bench</c>: how fast this machine is, and how near to that the agent's loops come.</summary>
internal sealed class BenchCommand() : CliCommand(
    "bench", "measure this machine's peak speed, and the share of it that training reaches", "drr bench", "drr bench --json")
{
    internal override int Run(Session session)
    {
        session.Reporter.Say("Measuring one core for some ten seconds; other work on it shows in the spread.");
        var report = Speed.Measure(TimeSpan.FromSeconds(1), cancellation: session.Interrupted);
        session.Answer(report, printer => Print(report, printer));
        return ExitCode.Done;
    }

    private static void Print(SpeedReport report, Printer printer)
    {
        var machine = report.Machine;
        var threads = Counted.Of(machine.Threads, "thread");
        printer.Line($"{machine.Processor}, {machine.InstructionSet}, {threads}; {machine.Runtime}");
        printer.Line(Invariant(
            $"Peak of a core: {report.PeakOperations / 1e9:0} GFLOP/s in registers, {report.PeakBytes / 1e9:0} GB/s in cache"));
        printer.Table(new("", ["work", "time", "middle half", "of peak"],
        [
            .. report.Products.Concat(report.Updates).Select(row =>
                Row(row.Name, row.Seconds, new(Invariant($"{row.OfPeak:0 %}"), row.OfPeak))),
            Row("replay: draw 64 and set priorities", report.ReplaySeconds, ""),
        ]));
        printer.Line(Invariant($"The replay's part is {report.ReplayShare:0.0 %} of an update of batch 64."));
    }

    private static IReadOnlyList<Cell> Row(string work, Spread seconds, Cell ofPeak)
    {
        var (median, lower, upper) = (1e6 * seconds.Median, 1e6 * seconds.Lower, 1e6 * seconds.Upper);
        return [work, new(Invariant($"{median:N1} us"), median), new(Invariant($"{lower:N1} - {upper:N1} us"), lower), ofPeak];
    }
}
