using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Rivals;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Evaluation;

/// <summary>The card of an evaluation as people read it: what the figures mean and what they were made from.</summary>
internal static class CardView
{
    internal static void Print(EvaluationCard card, Printer printer)
    {
        var (split, rows) = (card.Split, card.Rows.ToString().ToLowerInvariant());
        printer.Line($"{split.Dataset}, {card.Protocol} protocol{(card.Simulator is null ? $", {rows} rows" : "")}");
        printer.Line($"  state       {card.State}");
        printer.Line($"  candidates  {card.Candidates}");
        printer.Line($"  lists       {card.Lists}");
        if (card.Simulator is { } simulator)
        {
            Print(simulator, split, printer);
        }

        var (trainRows, trainUsers) = (Counted.Of(split.Train.Rows, "row"), Counted.Of(split.TrainUsers, "user"));
        printer.Line($"  trained on  {trainRows} of {trainUsers} ({split.Train.Hash[..12]})");
        if (split.Fold > 0)
        {
            printer.Line(Invariant($"  users       of fold {split.Fold} of {DatasetSplit.Folds}"));
        }

        printer.Line(Invariant($"  seeds       split {split.Seed}, random order and bootstrap {card.Seed}"));
        Print(card.Baselines, printer);
        foreach (var fit in card.LeftOut)
        {
            printer.Line($"  left out    {fit.Scorer}, which would take {fit.Cost} (--dense-films)");
        }

        Print(card.MadeBy, printer);
    }

    private static void Print(IReadOnlyList<BaselineNote> baselines, Printer printer)
    {
        for (var i = 0; i < baselines.Count; i++)
        {
            var note = baselines[i];
            var tuned = note.Validation is { } figure
                ? Invariant($" (best of {note.Tried} on validation rows: {figure:.0000})") : "";
            printer.Line($"  {(i == 0 ? "baselines" : ""),-10}  {note.Scorer}: {note.Settings}{tuned}");
        }
    }

    private static void Print(EvaluationOrigin? made, Printer printer)
    {
        if (made is not null)
        {
            var (machine, threads) = (made.Machine, Counted.Of(made.Machine.Threads, "thread"));
            printer.Line($"  made by     version {ProgramVersion.InWords(made.Version)}");
            if (made.TrainedBy != made.Version)
            {
                printer.Line($"  trained by  version {ProgramVersion.InWords(made.TrainedBy)}");
            }

            printer.Line($"  made on     {machine.Processor}, {machine.InstructionSet}, {threads}, {machine.Runtime}");
        }
    }

    private static void Print(SimulatorCard card, SplitManifest split, Printer printer)
    {
        var learners = card.Learners.Count == 0 ? "off" : $"on for {string.Join(", ", card.Learners)}: an update a step,";
        printer.Line($"  learning    {learners}");
        if (card.Learners.Count > 0)
        {
            printer.Line("              put back to what training left before each session; off for all others");
        }

        var rows = split.Simulator is { } apart
            ? Invariant($"{apart.Rows:N0} rows that the vectors have not seen ({apart.Hash[..12]})")
            : "the same rows as the vectors";
        printer.Line("  simulator   the log where it holds the rating, else a factorisation (PMF) fitted on");
        printer.Line($"              {rows}, {card.Predictions}{(card.HeldOutError is null ? "" : ";")}");
        if (card.HeldOutError is { } error)
        {
            var ratings = Counted.Of(card.HeldOutRows, "held-out rating");
            printer.Line(Invariant($"              its RMSE on {ratings} is {error:.000} stars"));
        }
    }
}
