using System.CommandLine;
using Drr.Agent.Runs;
using Drr.Cli.Shell;

namespace Drr.Cli.Runs;

/// <summary><c>drr runs</c>: the commands about finished and unfinished runs.</summary>
internal sealed class RunsCommand : Command
{
    internal RunsCommand() : base("runs", "list, show, compare, plot and delete runs")
    {
        Add(new RunsListCommand());
        Add(new RunsShowCommand());
        Add(new RunsCompareCommand());
        Add(new RunsPlotCommand());
        Add(new RunsDeleteCommand());
    }
}

/// <summary><c>drr runs list</c>: the runs of a folder.</summary>
internal sealed class RunsListCommand : CliCommand
{
    private readonly Argument<string> _folder =
        new("folder") { Description = "the folder that holds the run folders", DefaultValueFactory = _ => "runs" };

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

/// <summary><c>drr runs show</c>: one run.</summary>
internal sealed class RunsShowCommand : CliCommand
{
    private readonly Argument<string> _run = new("run") { Description = "the run folder" };

    internal RunsShowCommand() : base("show", "show a run's settings and figures", "drr runs show runs/001-train") => Add(_run);

    internal override int Run(Session session)
    {
        var run = RunSummary.Seen(RunFolder.Open(session.Arguments.GetRequiredValue(_run)));
        session.Answer(RunsView.Json(run), printer => RunsView.PrintOne(run, printer));
        return ExitCode.Done;
    }
}

/// <summary><c>drr runs delete</c>: removes runs, and nothing that a run did not write.</summary>
internal sealed class RunsDeleteCommand : CliCommand
{
    private readonly Argument<string[]> _runs =
        new("runs") { Description = "run folders", Arity = ArgumentArity.OneOrMore };

    private readonly Option<bool> _force = new("--force") { Description = "really delete them; without it nothing is deleted" };

    internal RunsDeleteCommand() : base("delete", "delete runs", "drr runs delete runs/001-train --force")
    {
        Add(_runs);
        Add(_force);
    }

    internal override int Run(Session session)
    {
        RunFolder[] runs = [.. session.Arguments.GetRequiredValue(_runs).Select(RunFolder.Open)]; // open all before deleting one
        if (!session.Arguments.GetValue(_force))
        {
            throw new UsageException($"{string.Join(", ", runs.Select(run => run.Path))}: pass --force to delete for good.");
        }

        RunLock[] held = [.. runs.Select(run => run.Path).Distinct().Select(RunLock.Take)];
        Array.ForEach(held, runLock => runLock.Dispose()); // nobody writes to the runs; locks go with them
        string[] kept = [.. runs.Where(run => !run.Delete()).Select(run => run.Path)];
        Array.ForEach(kept, path => session.Reporter.Say($"{path} stays: it holds files that no run wrote."));
        var deleted = runs.Select(run => run.Path);
        session.Answer(new { deleted, kept }, printer => printer.Line($"deleted {string.Join(", ", deleted)}"));
        return ExitCode.Done;
    }
}
