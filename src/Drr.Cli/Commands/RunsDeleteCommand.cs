using System.CommandLine;
using Drr.Agent.Runs;

namespace Drr.Cli.Commands;

/// <summary><c>drr runs delete</c>: removes runs, and nothing that a run did not write.</summary>
internal sealed class RunsDeleteCommand : CliCommand
{
    private readonly Argument<string[]> _runs =
        new("runs") { Description = "run folders", Arity = ArgumentArity.OneOrMore };

    private readonly Option<bool> _force = new("--force") { Description = "delete them; without it nothing is deleted" };

    internal RunsDeleteCommand() : base("delete", "delete runs", "drr runs delete runs/001-train --force")
    {
        Add(_runs);
        Add(_force);
    }

    internal override int Run(Session session)
    {
        RunFolder[] runs = [.. session.Arguments.GetRequiredValue(_runs).Select(RunFolder.Open)]; // all, before the first goes
        if (!session.Arguments.GetValue(_force))
        {
            throw new UsageException($"{string.Join(", ", runs.Select(run => run.Path))}: pass --force to delete for good.");
        }

        RunLock[] held = [.. runs.Select(run => run.Path).Distinct().Select(RunLock.Take)];
        Array.ForEach(held, runLock => runLock.Dispose()); // none is being written to; its file goes with the run
        string[] kept = [.. runs.Where(run => !run.Delete()).Select(run => run.Path)];
        Array.ForEach(kept, path => session.Reporter.Say($"{path} stays: it holds files that no run wrote."));
        var deleted = runs.Select(run => run.Path);
        session.Answer(new { deleted, kept }, printer => printer.Line($"deleted {string.Join(", ", deleted)}"));
        return ExitCode.Done;
    }
}
