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
        "doctor", "check runtime, processor, memory, disk, data, font and engine; exit code 1 if something will not work",
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

/// <summary>What a check of this machine found.</summary>
/// <param name="Name">What was checked.</param> <param name="Level">The verdict.</param>
/// <param name="Text">What was found.</param>
/// <param name="WayOut">What to do about it; empty where nothing need be done.</param>
internal sealed record Finding(string Name, FindingLevel Level, string Text, string WayOut = "");

/// <summary>The verdict of a check.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>The program works, but not as well as it could.</summary>
    Warn,

    /// <summary>Something will not work.</summary>
    Fail,
}
