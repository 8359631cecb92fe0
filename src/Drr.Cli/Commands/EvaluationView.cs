using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Baselines;
using Spectre.Console;
using static System.FormattableString;

namespace Drr.Cli.Commands;

/// <summary>An evaluation as people read it: the card, then a table a section.</summary>
internal static class EvaluationView
{
    /// <summary>The columns that are printed, by their names in the report, which holds more.</summary>
    private static readonly (string Name, string Head)[] Ranking =
        [("precision@5", "P@5"), ("ndcg@5", "NDCG@5"), ("precision@10", "P@10"), ("ndcg@10", "NDCG@10")];

    private static readonly Dictionary<string, (string Name, string Head)[]> Shown = new()
    {
        ["catalogue"] = Ranking,
        ["rerank"] = [.. Ranking, ("list-ndcg@5", "list NDCG@5"), ("list-ndcg@10", "@10")],
        ["simulator"] = [("reward", "reward"), ("step-reward", "a step"), ("total-reward", "total"), ("liked-share", "liked")],
        ["interactive"] = [("reward", "reward"), ("step-reward", "a step"), ("hit-rate", "hits"), ("liked-share", "liked")],
    };

    /// <summary>The columns that a protocol's tables show.</summary>
    internal static IReadOnlyList<(string Name, string Head)> Columns(EvaluationProtocol protocol) =>
        Shown[protocol.ToString().ToLowerInvariant()];

    internal static void Print(EvaluationReport report, Printer printer)
    {
        var card = report.Card;
        var (split, rows) = (card.Split, card.Rows.ToString().ToLowerInvariant());
        printer.Line($"{split.Dataset}, {card.Protocol} protocol{(card.Simulator is null ? $", {rows} rows" : "")}");
        printer.Line($"  state       {card.State}");
        printer.Line($"  candidates  {card.Candidates}");
        printer.Line($"  lists       {card.Lists}");
        if (card.Simulator is { } simulator)
        {
            Print(simulator, split, printer);
        }

        printer.Line(Invariant($"  trained on  {split.Train.Rows:N0} rows of {split.TrainUsers:N0} users ({split.Train.Hash[..12]})"));
        printer.Line(Invariant($"  seeds       split {split.Seed}, random order and bootstrap {card.Seed}"));
        Print(card.Baselines, printer);
        foreach (var section in report.Sections)
        {
            var leftOut = section.UsersLeftOut > 0 ? Invariant($"; {section.UsersLeftOut:N0} left out") : "";
            printer.Line();
            printer.Line(Invariant($"{section.Name}: {section.Users:N0} users{leftOut}. {section.Rule}"));
            printer.Table(Table(section, card.Protocol, printer.Strong));
            if (card.Simulator is { } own)
            {
                Share(section, own, printer);
            }

            Compare(section, Shown[card.Protocol][Leading(card.Protocol)], printer);
        }

        var figure = Shown[card.Protocol][Leading(card.Protocol)].Head;
        printer.Line($"±: half of {figure}'s 95 % bootstrap interval over users. lead: the first row's {figure} less this");
        printer.Line("one's, user by user; *: its interval excludes 0. films: how many different ones all lists hold.");
    }

    /// <summary>How much of what can be earned the first row earns.</summary>
    private static void Share(EvaluationSection section, SimulatorCard card, Printer printer)
    {
        var name = section.Rows[0].Scorer;
        var total = section.Value(name, SimulatorProtocol.TotalColumn).Mean;
        printer.Line(Invariant($"{name} earns {100 * total / card.OwnTotal:.0} % of the {card.OwnTotal:N1} that the simulator's own"));
        printer.Line(Invariant($"predictions earn, {100 * total / card.MostTotal:.0} % of {card.MostTotal:N1} with every answer known."));
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
        printer.Line($"              {rows}, {card.Predictions};");
        var error = Invariant($"its RMSE on {card.HeldOutRows:N0} held-out ratings is {card.HeldOutError:.000} stars");
        printer.Line($"              {error}");
    }

    private static Table Table(EvaluationSection section, string protocol, Style strong)
    {
        var shown = Shown[protocol];
        int[] columns = [.. shown.Select(column => section.Columns.ToList().IndexOf(column.Name))];
        var leading = Leading(protocol);
        var table = new Table { Border = TableBorder.Simple }.AddColumn(new TableColumn("").NoWrap());
        string[] heads = [.. shown.Select(column => column.Head), "±", "lead", "films"];
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(head) { Padding = new Padding(1, 0, 0, 0) }.RightAligned().NoWrap());
        }

        foreach (var row in section.Rows)
        {
            var (value, lead, first) = (row.Values[columns[leading]], row.Lead[columns[leading]].Difference, row == section.Rows[0]);
            var certain = lead.Low > 0 || lead.High < 0 ? '*' : ' ';
            string[] cells =
            [
                row.Scorer, .. columns.Select(c => Figure(row.Values[c].Mean)), Figure((value.High - value.Low) / 2),
                first ? "" : $"{Signed(lead.Mean)}{certain}",
                Invariant($"{row.DistinctItems:N0}"),
            ];
            table.AddRow(cells.Select(cell => new Text(cell, first ? strong : Style.Plain)));
        }

        return table;
    }

    /// <summary>The first row against the best of the others.</summary>
    private static void Compare(EvaluationSection section, (string Name, string Head) figure, Printer printer)
    {
        if (section.BestRival(figure.Name) is { } rival)
        {
            var lead = rival.Lead[section.Columns.ToList().IndexOf(figure.Name)];
            var (low, high) = (Signed(lead.Difference.Low), Signed(lead.Difference.High));
            printer.Line($"{section.Rows[0].Scorer} less {rival.Scorer}, the best of the others in {figure.Head}: "
                + $"{Signed(lead.Difference.Mean)} [{low}, {high}];");
            printer.Line($"  p {Printer.Probability(lead.BootstrapP)} (bootstrap), {Printer.Probability(lead.HolmP)} (Wilcoxon, Holm over "
                + Invariant($"{section.Rows.Count - 1} rows), rank-biserial {Signed(lead.Effect)}"));
        }
    }

    /// <summary>The column that rows are compared by.</summary>
    private static int Leading(string protocol) =>
        Array.FindIndex(Shown[protocol], column => column.Name is "precision@10" or "reward");

    internal static string Figure(double value) => Math.Abs(value) < 100 ? Invariant($"{value:.0000}") : Invariant($"{value:N1}");

    private static string Signed(double value) => $"{(value < 0 ? '-' : '+')}{Figure(Math.Abs(value))}";
}
