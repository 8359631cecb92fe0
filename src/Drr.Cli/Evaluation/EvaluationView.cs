using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Rivals;
using Drr.Cli.Shell;
using Spectre.Console;
using static System.FormattableString;

namespace Drr.Cli.Evaluation;

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

    /// <summary>What tables under the first show of what it leaves out: what is found, then what is shown.</summary>
    private static readonly (string Name, string Head)[][] Further =
    [
        [
            ("recall@5", "recall@5"), ("recall@10", "@10"), ("hit-rate@5", "hit@5"), ("hit-rate@10", "@10"), ("map@5", "MAP@5"),
            ("map@10", "@10"), ("mrr@5", "MRR@5"), ("mrr@10", "@10"), ("list-ndcg@5", "list NDCG@5"), ("list-ndcg@10", "@10"),
        ],
        [
            ("novelty@5", "novelty@5"), ("novelty@10", "@10"), ("diversity@5", "diversity@5"), ("diversity@10", "@10"),
            ("novelty", "novelty"), ("diversity", "diversity"), ("total-reward", "total"),
        ],
    ];

    /// <summary>The columns that a protocol's tables show.</summary>
    internal static IReadOnlyList<(string Name, string Head)> Columns(EvaluationProtocol protocol) =>
        Shown[protocol.ToString().ToLowerInvariant()];

    internal static void Print(EvaluationReport report, Printer printer, MetricSelection metrics = MetricSelection.Main)
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

        var (trainRows, trainUsers) = (Counted.Of(split.Train.Rows, "row"), Counted.Of(split.TrainUsers, "user"));
        printer.Line($"  trained on  {trainRows} of {trainUsers} ({split.Train.Hash[..12]})");
        printer.Line(Invariant($"  seeds       split {split.Seed}, random order and bootstrap {card.Seed}"));
        Print(card.Baselines, printer);
        foreach (var fit in card.LeftOut)
        {
            printer.Line($"  left out    {fit.Scorer}, which would take {fit.Cost} (--dense-films)");
        }

        Print(card.MadeBy, printer);
        foreach (var section in report.Sections)
        {
            var leftOut = section.UsersLeftOut > 0 ? Invariant($"; {section.UsersLeftOut:N0} left out") : "";
            printer.Line();
            printer.Line($"{section.Name}: {Counted.Of(section.Users, "user")}{leftOut}. {section.Rule}");
            printer.Table(Table(section, card.Protocol, printer.Strong));
            if (card.Simulator is { } own)
            {
                Share(section, own, printer);
            }

            Compare(section, Shown[card.Protocol][Leading(card.Protocol)], printer);
            if (metrics == MetricSelection.All)
            {
                PrintFurther(section, card.Protocol, printer);
            }
        }

        var figure = Shown[card.Protocol][Leading(card.Protocol)].Head;
        printer.Line($"±: half of {figure}'s 95 % bootstrap interval over users. lead: the first row's {figure} less this");
        var mark = Invariant($"*: Wilcoxon's test, Holm-corrected over the rows, gives p < {PairedTest.Level:.00}.");
        printer.Line($"one's, user by user; {mark}");
        printer.Line("films: how many different ones all lists hold.");
        if (metrics == MetricSelection.All)
        {
            printer.Line("novelty: mean -log2 of the share of training users who rated a shown film, in bits. diversity: mean");
            printer.Line("1 - cosine of the vectors of two shown films. coverage: share of the candidates that are in a list.");
            printer.Line("Gini: how unevenly the lists use the candidates; 0 all alike. Of equal scores the smaller id is shown first.");
        }
    }

    /// <summary>The measures that the first table leaves out.</summary>
    private static void PrintFurther(EvaluationSection section, string protocol, Printer printer)
    {
        foreach (var group in Further)
        {
            (int Column, string Head)[] columns = [.. group.Except(Shown[protocol])
                .Select(column => (section.Columns.ToList().IndexOf(column.Name), column.Head)).Where(column => column.Item1 >= 0)];
            var whole = group == Further[^1];
            if (columns.Length > 0)
            {
                printer.Line();
                printer.Table(Table([.. columns.Select(column => column.Head), .. whole ? (string[])["coverage", "Gini"] : []],
                    section.Rows.Select(row => (string[])
                    [
                        row.Scorer, .. columns.Select(column => Figure(row.Values[column.Column].Mean)),
                        .. whole ? (string[])[Figure(row.Coverage), Figure(row.Gini)] : [],
                    ]),
                    printer.Strong));
            }
        }
    }

    /// <summary>How much of what can be earned the first row earns.</summary>
    private static void Share(EvaluationSection section, SimulatorCard card, Printer printer)
    {
        var name = section.Rows[0].Scorer;
        var total = section.Value(name, SimulatorProtocol.TotalColumn).Mean;
        if (card.OwnTotal <= 0 || card.MostTotal <= 0) // a share of a loss says nothing
        {
            printer.Line(Invariant($"{name} earns {total:N1}, the simulator's own predictions {card.OwnTotal:N1};"));
            printer.Line(Invariant($"with every answer known it would be {card.MostTotal:N1}."));
            return;
        }

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

    private static Table Table(EvaluationSection section, string protocol, Style strong)
    {
        var shown = Shown[protocol];
        int[] columns = [.. shown.Select(column => section.Columns.ToList().IndexOf(column.Name))];
        var leading = Leading(protocol);
        return Table([.. shown.Select(column => column.Head), "±", "lead", "films"], section.Rows.Select(Cells), strong);

        string[] Cells(EvaluationRow row)
        {
            var (value, lead, first) = (row.Values[columns[leading]], row.Lead[columns[leading]], row == section.Rows[0]);
            return
            [
                row.Scorer, .. columns.Select(c => Figure(row.Values[c].Mean)), Figure((value.High - value.Low) / 2),
                first ? "" : $"{Signed(lead.Difference.Mean)}{(lead.Significant ? '*' : ' ')}",
                Invariant($"{row.DistinctItems:N0}"),
            ];
        }
    }

    /// <summary>Numbers under their heads, the first line in another style.</summary>
    private static Table Table(string[] heads, IEnumerable<string[]> rows, Style strong)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumn(new TableColumn("").NoWrap());
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(head) { Padding = new Padding(1, 0, 0, 0) }.RightAligned().NoWrap());
        }

        foreach (var cells in rows)
        {
            var style = table.Rows.Count == 0 ? strong : Style.Plain;
            table.AddRow(cells.Select(cell => new Text(cell, style)));
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

/// <summary>How much of an evaluation the terminal shows; the JSON form always holds everything.</summary>
internal enum MetricSelection
{
    /// <summary>The columns that rows are compared by.</summary>
    Main,

    /// <summary>Every measure.</summary>
    All,
}
