using System.Text;
using Drr.Agent;
using Drr.Agent.Evaluation;
using Drr.Agent.Studies;
using Drr.Analysis.Reports;
using Drr.Cli.Evaluation;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Studies;

/// <summary>A study as Markdown: what was asked, a table over the seeds, tests against the best baseline, then every card with
/// its tables.</summary>
internal static class StudyReport
{
    internal static string Markdown(
        Study study, IReadOnlyList<StudyRun> runs, IReadOnlyList<StudySummary> summaries, string command)
    {
        var text = new StringBuilder();
        var environment = runs[0].Environment;
        text.Append(Invariant($"# {study.Name}\n\n`{command}`\n\n"));
        text.Append(Invariant($"{environment.Dataset}: {environment.Users:N0} users, {environment.Items:N0} films, "));
        text.Append(Invariant($"{environment.Ratings:N0} ratings. {environment.Processor}, {environment.InstructionSet}, "));
        text.Append(Invariant($"{environment.Threads} threads, {environment.Runtime}. "));
        text.Append(Invariant($"Version {ProgramVersion.InWords(environment.Version)}.\n"));
        text.Append(summaries.Count > 2 ? Forms(study, summaries) : "");
        foreach (var summary in summaries.Count > 2 ? [] : summaries)
        {
            text.Append(Scorers(study, summary, [.. runs.Where(run => run.Variant == summary.Variant)]));
        }

        text.Append("\nInterquartile means over the seeds; beside them the seeds one by one. ")
            .Append("Time is of the processor, vectors included.\n");
        foreach (var run in summaries.Count > 2 ? [] : runs)
        {
            text.Append(Invariant($"\n## {run.Variant}, seed {run.Options.Seed}\n\n```text\n{Card(run.Report)}\n```\n"));
        }

        return text.ToString();
    }

    /// <summary>A row for each form of the agent, then the baselines of the first.</summary>
    private static string Forms(Study study, IReadOnlyList<StudySummary> summaries)
    {
        var protocol = ProtocolColumns.Of(study.Protocol);
        StudySection[] sections = [.. summaries.Select(summary => summary.Sections.First(s => s.Name == study.Section))];
        var forms = summaries.Zip(sections, (summary, section) => (IReadOnlyList<Cell>)
        [
            new(summary.Variant, IsStrong: true), study.Variants.First(form => form.Name == summary.Variant).Change,
            .. Figures(section, section.Rows[0], protocol), Seeds(section, section.Rows[0], protocol), Time(summary),
        ]);
        var baselines = sections[0].Rows.Skip(1).Select(row => (IReadOnlyList<Cell>)
            [row.Scorer, "baseline", .. Figures(sections[0], row, protocol), "", ""]);
        return "\n" + MarkdownReport.Table(new("", ["form", "change", .. Heads(protocol), "time"], [.. forms, .. baselines]));
    }

    private static string Scorers(Study study, StudySummary summary, IReadOnlyList<StudyRun> runs)
    {
        var text = new StringBuilder();
        var protocol = ProtocolColumns.Of(study.Protocol);
        foreach (var section in summary.Sections)
        {
            var rows = section.Rows.Select(row => (IReadOnlyList<Cell>)
            [
                new(row.Scorer, IsStrong: row == section.Rows[0]), .. Figures(section, row, protocol),
                Seeds(section, row, protocol),
            ]);
            var tests = runs.Select(run => Test(protocol, run, section.Name)).OfType<string>();
            text.Append($"\n**{summary.Variant}, {section.Name}.** {section.Rule} Training: {Time(summary)} a seed.\n\n")
                .Append(MarkdownReport.Table(new("", ["", .. Heads(protocol)], [.. rows])))
                .Append('\n').AppendJoin("\n", tests).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A seed's agent against its best rival.</summary>
    private static string? Test(ProtocolColumns protocol, StudyRun run, string name)
    {
        var section = run.Report.Section(name);
        if (section.BestRival(protocol.Leading.Name) is not { } rival)
        {
            return null;
        }

        var lead = rival.Lead[section.Column(protocol.Leading.Name)];
        var (mean, low, high) = (lead.Difference.Mean, lead.Difference.Low, lead.Difference.High);
        var (agent, best) = (section.Rows[0].Scorer, $"{rival.Scorer}, the best of the others in {protocol.Leading.Head}");
        return Invariant($"- seed {run.Options.Seed}: {agent} less {best}, {mean:+.0000;-.0000;.0000} ")
            + Invariant($"[{low:+.0000;-.0000;.0000}, {high:+.0000;-.0000;.0000}], ")
            + $"p {Printer.Probability(lead.BootstrapP)} (paired bootstrap), {Printer.Probability(lead.HolmP)} (Wilcoxon, Holm)";
    }

    private static string[] Heads(ProtocolColumns protocol) =>
        [.. protocol.Shown.Select(column => column.Head), $"{protocol.Leading.Head} by seed"];

    private static IEnumerable<Cell> Figures(StudySection section, StudyRow row, ProtocolColumns protocol) =>
        protocol.Shown.Select(column => EvaluationTables.Figure(row.Means[Place(section, column)]));

    private static string Seeds(StudySection section, StudyRow row, ProtocolColumns protocol) =>
        string.Join(' ', row.Seeds[Place(section, protocol.Leading)].Select(value => EvaluationTables.Figure(value).Text));

    private static int Place(StudySection section, MetricColumn column) => section.Columns.ToList().IndexOf(column.Name);

    private static string Time(StudySummary summary) =>
        summary.TrainSeconds is { } seconds ? Invariant($"{seconds:0} s") : "not measured";

    private static string Card(EvaluationReport report)
    {
        using var writer = new StringWriter();
        var terminal = new Terminal(writer, TextWriter.Null, false, false, new Dictionary<string, string>());
        EvaluationView.Print(report, new Printer(writer, terminal.OutConsole(color: false)));
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd())).Trim();
    }
}
