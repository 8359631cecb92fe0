using Drr.Agent;
using Drr.Cli.Shell;
using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Cli.ThisMachine;

/// <summary><c>drr bench</c>: how fast this machine is, and how near the agent's loops come to that.</summary>
internal sealed class BenchCommand() : CliCommand(
    "bench", "measure this machine's peak and the share of it that the agent's loops reach", "drr bench", "drr bench --json")
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
        printer.Line();
        printer.Line($"  {"work",-38}{"time",10}{"middle half",24}{"of peak",10}");
        foreach (var row in report.Products.Concat(report.Updates))
        {
            printer.Line(Invariant($"  {row.Name,-38}{Times(row.Seconds)}{row.OfPeak,10:0 %}"));
        }

        printer.Line($"  {"replay: draw 64 and set priorities",-38}{Times(report.ReplaySeconds)}");
        printer.Line();
        printer.Line(Invariant($"The replay's part is {report.ReplayShare:0.0 %} of an update of batch 64."));
    }

    private static string Times(Spread seconds) =>
        Invariant($"{seconds.Median * 1e6,7:0.0} us{$"{seconds.Lower * 1e6:0.0} - {seconds.Upper * 1e6:0.0} us",24}");
}
