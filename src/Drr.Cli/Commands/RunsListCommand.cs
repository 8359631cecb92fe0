using System.CommandLine;
using Drr.Agent.Runs;

namespace Drr.Cli.Commands;

/// <summary><c>drr runs list</c>: the runs of a folder.</summary>
internal sealed class RunsListCommand : CliCommand
{
    private readonly Argument<string> _folder =
        new("folder") { Description = "where the run folders lie", DefaultValueFactory = _ => "runs" };

    internal RunsListCommand() : base("list", "list the runs of a folder", "drr runs list", "drr runs list runs --json") =>
        Add(_folder);

    internal override int Run(Session session)
    {
        var folder = session.Arguments.GetRequiredValue(_folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{folder}: no such folder; drr train makes runs in runs/.");
        }

        var runs = new List<RunSummary>();
        foreach (var path in Directory.EnumerateDirectories(folder).Where(RunFolder.IsRun).Order(StringComparer.Ordinal))
        {
            try
            {
                runs.Add(RunSummary.Seen(RunFolder.Open(path)));
            }
            catch (Exception fault) when (fault is InvalidDataException or FileNotFoundException)
            {
                session.Reporter.Say($"{path} cannot be read: {fault.Message}"); // one damaged run does not hide the others
            }
        }

        session.Answer(new { folder, runs = runs.Select(RunsView.Json) }, printer => RunsView.PrintList(runs, printer));
        return ExitCode.Done;
    }
}
