using System.CommandLine;
using Drr.Agent;
using Drr.Agent.Data.Formats;

namespace Drr.Cli.Commands;

/// <summary><c>drr data check</c>: every fault of a data set's files.</summary>
internal sealed class CheckCommand : CliCommand
{
    private readonly Argument<string> _path = DataOptions.PathArgument();

    internal CheckCommand() : base(
        "check", "list every fault of a data set as file:line; exit code 3 if there is one",
        "drr data check ml-1m", "drr data check ml-latest-small.zip --json") => Add(_path);

    internal override int Run(Session session)
    {
        var check = DatasetReader.Check(session.Arguments.GetRequiredValue(_path));
        session.Answer(check, printer =>
        {
            foreach (var fault in check.Faults)
            {
                printer.Line(fault.ToString());
            }

            var found = DataOptions.Sizes(check.Users, check.Items, check.Ratings);
            foreach (var warning in check.Warnings)
            {
                printer.Line($"Warning: {warning}");
            }

            var warnings = check.Warnings.Count > 0 ? $", {Counted.Of(check.Warnings.Count, "warning")}" : "";
            printer.Line($"{check.Path}: {found}, {Counted.Of(check.FaultCount, "fault")}{warnings}.");
        });
        return check.IsValid ? ExitCode.Done : ExitCode.Data;
    }
}
