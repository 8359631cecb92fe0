using System.CommandLine;
using Drr.Cli.Shell;

namespace Drr.Cli.ThisMachine;

/// <summary><c>drr doctor</c>: whether this machine has what the program needs, and what to do where not.</summary>
internal sealed class DoctorCommand : CliCommand
{
    private readonly Option<string?> _data =
        new("--data") { Description = "a data set to look at; the first in data/ when left out", HelpName = "path" };

    private readonly Option<string> _runs =
        new("--runs") { Description = "where runs are to be made", HelpName = "folder", DefaultValueFactory = _ => "runs" };

    internal DoctorCommand() : base(
        "doctor", "check runtime, processor, memory, room, data, font and engine; exit code 1 if something will not work",
        "drr doctor", "drr doctor --data ml-1m --json")
    {
        Add(_data);
        Add(_runs);
    }

    internal override int Run(Session session)
    {
        Finding[] findings =
        [
            MachineChecks.Runtime(), MachineChecks.Processor(), MachineChecks.Memory(),
            MachineChecks.Runs(session.Arguments.GetRequiredValue(_runs)), DataCheck.Of(session.Arguments.GetValue(_data)),
            MachineChecks.Font(), EngineChecks.Kernels(), EngineChecks.Gradients(),
        ];
        session.Answer(new { findings }, printer => Array.ForEach(findings, finding => Print(finding, printer)));
        return findings.Any(finding => finding.Level == FindingLevel.Fail) ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Print(Finding finding, Printer printer)
    {
        printer.Line($"{finding.Level.ToString().ToLowerInvariant(),-4}  {finding.Name,-9}  {finding.Text}");
        if (finding.WayOut.Length > 0)
        {
            printer.Line($"{"",-17}-> {finding.WayOut}");
        }
    }
}
