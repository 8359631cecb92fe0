using Drr.Agent;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Evaluation;

/// <summary>An evaluation as people read it: the card, then a table for each section.</summary>
internal static class EvaluationView
{
    internal static void Print(EvaluationReport report, Printer printer, MetricSelection metrics = MetricSelection.Main)
    {
        var protocol = ProtocolColumns.Of(report.Card);
        CardView.Print(report.Card, printer);
        foreach (var section in report.Sections)
        {
            var leftOut = section.UsersLeftOut > 0 ? Invariant($"; {section.UsersLeftOut:N0} left out") : "";
            printer.Line();
            printer.Line($"{section.Name}: {Counted.Of(section.Users, "user")}{leftOut}. {section.Rule}");
            printer.Table(EvaluationTables.Of(section, protocol, report.Card.ItemNoun));
            if (report.Card.Simulator is { } own)
            {
                Share(section, own, printer);
            }

            Compare(section, protocol.Leading, printer);
            foreach (var table in metrics == MetricSelection.All ? EvaluationTables.Further(section, protocol) : [])
            {
                printer.Line();
                printer.Table(table);
            }
        }

        Explain(protocol.Leading.Head, report.Card.ItemNoun, metrics, printer);
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

        var (ofOwn, ofMost) = (100 * total / card.OwnTotal, 100 * total / card.MostTotal);
        printer.Line(Invariant($"{name} earns {ofOwn:.0} % of the {card.OwnTotal:N1} that the simulator's own"));
        printer.Line(Invariant($"predictions earn, {ofMost:.0} % of {card.MostTotal:N1} with every answer known."));
    }

    /// <summary>The first row against the best of the others.</summary>
    private static void Compare(EvaluationSection section, MetricColumn leading, Printer printer)
    {
        if (section.BestRival(leading.Name) is { } rival)
        {
            var lead = rival.Lead[section.Column(leading.Name)];
            var (mean, low, high) = (lead.Difference.Mean, lead.Difference.Low, lead.Difference.High);
            printer.Line($"{section.Rows[0].Scorer} less {rival.Scorer}, the best of the others in {leading.Head}: "
                + $"{EvaluationTables.Signed(mean)} [{EvaluationTables.Signed(low)}, {EvaluationTables.Signed(high)}];");
            var (bootstrap, holm) = (Printer.Probability(lead.BootstrapP), Printer.Probability(lead.HolmP));
            printer.Line($"  p {bootstrap} (bootstrap), {holm} (Wilcoxon, Holm over {section.Rows.Count - 1} rows), "
                + $"rank-biserial {EvaluationTables.Signed(lead.Effect)}");
        }
    }

    /// <summary>What the columns mean.</summary>
    private static void Explain(string leading, string noun, MetricSelection metrics, Printer printer)
    {
        printer.Line($"±: half of {leading}'s 95 % bootstrap interval over users.");
        var mark = Invariant($"*: Wilcoxon's test, Holm-corrected over the rows, gives p < {PairedTest.Level:.00}.");
        printer.Line($"lead: the first row's {leading} less this row's, user by user. {mark}");
        printer.Line($"{noun}s: how many different {noun}s all lists hold.");
        if (metrics == MetricSelection.All)
        {
            printer.Line($"novelty: mean -log2 of the share of training users who rated a shown {noun}, in bits.");
            printer.Line($"diversity: mean 1 - cosine of the vectors of two shown {noun}s.");
            printer.Line("coverage: share of the candidates that are in a list.");
            printer.Line("Gini: how unevenly the lists use the candidates; 0: all alike.");
            printer.Line("Of equal scores the smaller id is shown first.");
        }
    }
}

/// <summary>How much of an evaluation the terminal shows; the JSON form always holds everything.</summary>
internal enum MetricSelection
{
    /// <summary>The columns that rows are compared by.</summary>
    Main,

    /// <summary>Every measure.</summary>
    All,
}
