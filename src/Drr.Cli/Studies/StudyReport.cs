using System.Text;
using Drr.Agent;
using Drr.Agent.Evaluation;
using Drr.Agent.Studies;
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

    /// <summary>A line a form of the agent, and below it the baselines of the first.</summary>
    private static string Forms(Study study, IReadOnlyList<StudySummary> summaries)
    {
        var text = new StringBuilder();
        var columns = EvaluationView.Columns(study.Protocol);
        text.Append("\n| form | change | ").AppendJoin(" | ", columns.Select(c => c.Head));
        text.Append(Invariant($" | {Head(study)} by seed | time |\n|---|---|{Repeat("---|", columns.Count + 2)}\n"));
        foreach (var summary in summaries)
        {
            var section = summary.Sections.First(s => s.Name == study.Section);
            var change = study.Variants.First(form => form.Name == summary.Variant).Change;
            text.Append(Invariant($"| {summary.Variant} | {change} | {Figures(section, section.Rows[0], columns)} "));
            text.Append(Invariant($"| {Seeds(study, section, section.Rows[0])} | {Time(summary)} |\n"));
        }

        var first = summaries[0].Sections.First(s => s.Name == study.Section);
        foreach (var row in first.Rows.Skip(1))
        {
            text.Append(Invariant($"| *{row.Scorer}* | baseline | {Figures(first, row, columns)} | | |\n"));
        }

        return text.ToString();
    }

    private static string Scorers(Study study, StudySummary summary, IReadOnlyList<StudyRun> runs)
    {
        var text = new StringBuilder();
        var columns = EvaluationView.Columns(study.Protocol);
        foreach (var section in summary.Sections)
        {
            text.Append(Invariant($"\n**{summary.Variant}, {section.Name}.** {section.Rule} Training: {Time(summary)} a seed.\n\n| | "));
            text.AppendJoin(" | ", columns.Select(c => c.Head));
            text.Append(Invariant($" | {Head(study)} by seed |\n|---|{Repeat("---|", columns.Count + 1)}\n"));
            foreach (var row in section.Rows)
            {
                var bold = row == section.Rows[0] ? "**" : "";
                text.Append(Invariant($"| {bold}{row.Scorer}{bold} | {Figures(section, row, columns)} | "))
                    .Append(Invariant($"{Seeds(study, section, row)} |\n"));
            }

            text.Append('\n').AppendJoin("\n", runs.Select(run => Test(study, run, section.Name)).OfType<string>()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A seed's agent against its best rival.</summary>
    private static string? Test(Study study, StudyRun run, string name)
    {
        var section = run.Report.Section(name);
        if (section.BestRival(study.Figure) is not { } rival)
        {
            return null;
        }

        var lead = rival.Lead[section.Columns.ToList().IndexOf(study.Figure)];
        var (mean, low, high) = (lead.Difference.Mean, lead.Difference.Low, lead.Difference.High);
        var (agent, best) = (section.Rows[0].Scorer, $"{rival.Scorer}, the best of the others in {Head(study)}");
        return Invariant($"- seed {run.Options.Seed}: {agent} less {best}, {mean:+.0000;-.0000;.0000} ")
            + Invariant($"[{low:+.0000;-.0000;.0000}, {high:+.0000;-.0000;.0000}], ")
            + $"p {Printer.Probability(lead.BootstrapP)} (paired bootstrap), {Printer.Probability(lead.HolmP)} (Wilcoxon, Holm)";
    }

    private static string Figures(StudySection section, StudyRow row, IReadOnlyList<(string Name, string Head)> columns) =>
        string.Join(" | ", columns.Select(c => EvaluationView.Figure(row.Means[section.Columns.ToList().IndexOf(c.Name)])));

    private static string Seeds(Study study, StudySection section, StudyRow row) =>
        string.Join(' ', row.Seeds[section.Columns.ToList().IndexOf(study.Figure)].Select(EvaluationView.Figure));

    private static string Head(Study study) => EvaluationView.Columns(study.Protocol).First(c => c.Name == study.Figure).Head;

    private static string Time(StudySummary summary) =>
        summary.TrainSeconds is { } seconds ? Invariant($"{seconds:0} s") : "not measured";

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Card(EvaluationReport report)
    {
        using var writer = new StringWriter();
        var terminal = new Terminal(writer, TextWriter.Null, false, false, new Dictionary<string, string>());
        EvaluationView.Print(report, new Printer(writer, terminal.OutConsole(color: false)));
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd())).Trim();
    }
}
