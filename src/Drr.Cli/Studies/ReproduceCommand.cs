using System.CommandLine;
using System.CommandLine.Parsing;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Studies;
using Drr.Cli.Data;
using Drr.Cli.Shell;
using Drr.Tensors;

namespace Drr.Cli.Studies;

/// <summary><c>drr reproduce</c>: a table of <c>docs/results</c> from nothing but the data.</summary>
internal sealed class ReproduceCommand : CliCommand
{
    private readonly Argument<string> _study = new("study") { Description = "which table of the documentation" };
    private readonly Option<string> _data = DataOptions.Data(required: false);
    private readonly Option<bool> _quick =
        new("--quick") { Description = "a few seconds on built-in data, only to show that the command works" };

    private readonly Option<int> _seeds = new("--seeds") { Description = "training seeds 1 to n", DefaultValueFactory = _ => 3 };
    private readonly Option<string[]> _only = new("--only")
    {
        Description = "one form of the agent, repeatable", HelpName = "form", AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _folder =
        new("--output", "-o")
        {
            Description = "folder for runs, results and report; finished work there is kept", HelpName = "path",
        };

    internal ReproduceCommand() : base(
        "reproduce", "make a table of the documentation anew: train with several seeds, evaluate, report",
        "drr reproduce catalogue --data ml-1m -o reproduced",
        "drr reproduce ablation --data ml-1m -o reproduced --only ranking --only gamma-0",
        "drr reproduce simulator --quick -o /tmp/quick")
    {
        _study.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. Study.All.Select(study => study.Name)]);
        Add(_study);
        Add(_data);
        Add(_folder);
        Add(_seeds);
        Add(_only);
        Add(_quick);
        Validators.Add(Check);
    }

    internal override int Run(Session session)
    {
        var (arguments, quick) = (session.Arguments, session.Arguments.GetValue(_quick));
        var study = Pick(session);
        var folder = arguments.GetValue(_folder) ?? Path.Combine("runs", quick ? "reproduced-quick" : "reproduced");
        var path = arguments.GetValue(_data);
        Output.RequireWritable(folder, isFolder: true, makesParent: true);
        var data = quick
            ? SyntheticDataset.Generate(new() { Users = 120, Items = 90, Ratings = 3_000 })
            : DataOptions.Read(session, path!, new());
        ulong[] seeds = [.. Enumerable.Range(1, arguments.GetValue(_seeds)).Select(seed => (ulong)seed)];
        var runner = new StudyRunner(data, path, folder, session.Reporter, session.Interrupted);
        var runs = session.Saving<StudyRun[]>(() => [.. runner.Run(study, seeds, session.Reporter.Say)]);
        StudySummary[] summaries =
            [.. study.Variants.Select(form => StudySummary.Of([.. runs.Where(run => run.Variant == form.Name)]))];
        var report = StudyReport.Markdown(study, runs, summaries, $"drr {string.Join(' ', arguments.Tokens)}");
        var file = Path.Combine(folder, $"{study.Name}.md");
        AtomicFile.Write(file, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(report)));
        session.Answer(new { Report = file, Summaries = summaries }, printer => printer.Line(report.TrimEnd()));
        session.Reporter.Say($"The same is in {file}, all figures in {Path.Combine(folder, "results")}.");
        return ExitCode.Done;
    }

    private Study Pick(Session session)
    {
        var study = Find(session.Arguments.GetRequiredValue(_study))!;
        study = session.Arguments.GetValue(_quick) ? study.Quick() : study;
        var only = session.Arguments.GetValue(_only)!;
        string[] forms = [.. study.Variants.Select(form => form.Name)];
        var unknown = only.Except(forms).ToArray();
        return unknown.Length > 0
            ? throw new UsageException([.. unknown.Select(name =>
                $"--only {name}: {study.Name} has {string.Join(", ", forms)}{Suggestion.For(name, forms)}")])
            : study with { Variants = [.. study.Variants.Where(form => only.Length == 0 || only.Contains(form.Name))] };
    }

    private static Study? Find(string name) =>
        Study.All.FirstOrDefault(study => study.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void Check(CommandResult command)
    {
        if (command.GetResult(_study) is { Tokens: [var study] } && Find(study.Value) is null)
        {
            return; // the argument's own check reports it, but only if nothing is added here
        }

        if (command.GetResult(_data) is null == (command.GetResult(_quick) is null or { Implicit: true }))
        {
            command.AddError("Give '--data', or '--quick' for the built-in data.");
        }

        if (command.GetResult(_seeds) is { Implicit: false } seeds && seeds.GetValue(_seeds) < 1)
        {
            command.AddError("'--seeds' must be 1 or more.");
        }
    }
}
