using System.CommandLine;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Rivals;
using Drr.Cli.Data;
using Drr.Cli.Runs;
using Drr.Cli.Shell;

namespace Drr.Cli.Evaluation;

/// <summary><c>drr evaluate</c>: the agent of a run beside the baselines, on the test rows.</summary>
internal sealed class EvaluateCommand : CliCommand
{
    private readonly Option<string> _run = RunOptions.Run();
    private readonly Option<string> _data = DataOptions.Data();
    private readonly TableFlags _table;
    private readonly Option<string?> _checkpoint = RunOptions.Checkpoint();
    private readonly Option<string?> _protocol =
        new("--protocol") { Description = "the evaluation protocol; when left out, that of the run's training" };

    private readonly Option<BaselineSelection> _baselines =
        new("--baselines")
        {
            Description = "quick: those fitted in seconds; all; tuned: all, with settings chosen on validation rows; "
                + "tunedOfRatings: of these only those that predict ratings",
        };

    private readonly Option<int> _denseFilms = new("--dense-films")
    {
        Description = "above this many items, leave out what needs an items x items matrix: EASE, ridge, item cosine, the "
            + "agent's correction; EASE takes 0.4 GB and half a minute for 10000 items, 2.9 GB and ten minutes for 27000",
        HelpName = "count",
        DefaultValueFactory = _ => DenseFit.MostItems,
    };

    private readonly Option<string[]> _scores = new("--scores")
    {
        Description = "a table user, item, score of another program, repeatable: its row has the file's name; for the catalogue, "
            + "next and rerank protocols",
        HelpName = "file",
    };

    private readonly Option<MetricSelection> _metrics =
        new("--metrics") { Description = "which columns the tables show; --json always has all" };

    internal EvaluateCommand() : base(
        "evaluate", "measure a run's agent beside random, popularity and other baselines",
        "drr evaluate --run runs/001-train --data ml-1m",
        "drr evaluate --run runs/001-train --data ml-1m --baselines tuned",
        "drr evaluate --run runs/001-train --data ml-1m --scores mine.csv",
        "drr evaluate --run runs/001-train --data ml-1m --protocol simulator --json")
    {
        Add(_run);
        Add(_data);
        _table = new TableFlags(this);
        Add(_checkpoint);
        Add(_baselines);
        Add(_denseFilms);
        Add(_scores);
        Add(_metrics);
        Add(_protocol.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<EvaluationProtocol>()));
    }

    internal override int Run(Session session)
    {
        var (checkpoint, denseFilms) = (session.Arguments.GetValue(_checkpoint), session.Arguments.GetValue(_denseFilms));
        if (denseFilms < 0)
        {
            throw new UsageException($"--dense-films {denseFilms}: must be 0 or more.");
        }

        var run = RunOptions.Open(session.Arguments.GetRequiredValue(_run), checkpoint);
        var options = run.ReadConfig();
        var protocol = Protocol(session, options);
        HintAtPreset(session, ProtocolOf(options), protocol);
        options = options with { Split = options.Split with { Protocol = Split(protocol, options.Split.Protocol) } };

        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data), _table.Resolve(session, options));
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var split = pipeline.Split();
        var (seed, baselines) = (DataOptions.Seed(session, options.Seed), session.Arguments.GetValue(_baselines));
        if (baselines is BaselineSelection.Tuned or BaselineSelection.TunedOfRatings && split.RowsOf(RowRole.Validation) == 0)
        {
            throw new UsageException(
                "--baselines tuned: the run has no validation rows to tune on; train with --set split.validationShare=0.05.");
        }

        var given = Given(session, protocol, data);
        var report = pipeline.Evaluate(split, run, protocol, seed, baselines, denseFilms, session.Reporter.Say, given);
        if (checkpoint is null) // evaluation.json is about the best agent
        {
            run.WriteEvaluation(report);
            RunRecords.Write(session, pipeline, data, split, run);
        }

        var metrics = session.Arguments.GetValue(_metrics);
        session.Answer(report, printer => EvaluationView.Print(report, printer, metrics));
        return ExitCode.Done;
    }

    private GivenScores[] Given(Session session, EvaluationProtocol protocol, RatingDataset data)
    {
        var files = session.Arguments.GetValue(_scores) ?? [];
        if (files.Length > 0 && protocol is EvaluationProtocol.Simulator or EvaluationProtocol.Interactive)
        {
            throw new UsageException(
                $"--scores {files[0]}: scores that are given beforehand cannot follow a session; take --protocol catalogue, next "
                + "or rerank.");
        }

        return [.. files.Select(file => GivenScores.Read(file, data))];
    }

    /// <summary>The split that a protocol needs; the simulator takes any.</summary>
    private static SplitProtocol Split(EvaluationProtocol protocol, SplitProtocol own) => protocol switch
    {
        EvaluationProtocol.Catalogue or EvaluationProtocol.Interactive => SplitProtocol.Catalogue,
        EvaluationProtocol.Rerank => SplitProtocol.Rerank,
        EvaluationProtocol.Next => SplitProtocol.Next,
        _ => own,
    };

    /// <summary>The protocol that a run is trained for.</summary>
    internal static EvaluationProtocol ProtocolOf(DrrOptions options) =>
        options.Environment.Feedback == FeedbackSource.Simulator ? EvaluationProtocol.Simulator
        : Enum.Parse<EvaluationProtocol>($"{options.Split.Protocol}");

    /// <summary>Warns of a run that was trained for another protocol: a plain baseline may do better than it.</summary>
    private void HintAtPreset(Session session, EvaluationProtocol own, EvaluationProtocol asked)
    {
        if (Presets.For(asked) != Presets.For(own))
        {
            var train = $"{session.Program} train --preset {Presets.For(asked)} --data {session.Arguments.GetValue(_data)}";
            session.Reporter.Say(
                $"Hint: this run was trained for the {own.ToString().ToLowerInvariant()} protocol. "
                + $"To train for this one: {train}");
        }
    }

    private EvaluationProtocol Protocol(Session session, DrrOptions options) =>
        session.Arguments.GetValue(_protocol) is { } given ? Enum.Parse<EvaluationProtocol>(given, ignoreCase: true)
        : ProtocolOf(options);
}
