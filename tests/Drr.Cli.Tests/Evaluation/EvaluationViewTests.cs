using System.Text.RegularExpressions;
using Drr.Agent;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Runs;
using Drr.Cli.Evaluation;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Evaluation;

public sealed class EvaluationViewTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Theory]
    [InlineData(0.01, 0.02, 0.06, false)] // the interval excludes 0, but the corrected test does not reject
    [InlineData(-0.01, 0.02, 0.04, true)] // and the other way round
    public void A_star_follows_the_test_that_is_printed_and_the_caption_says_so(double low, double high, double holm, bool star)
    {
        var test = new PairedTest(new(0.015, low, high, 16), 0.01, 0.01, holm, 0.3);
        var report = Evaluate();
        var sections = report.Sections.Select(section => section with
        {
            Rows = [.. section.Rows.Select(row => row with { Lead = [.. row.Lead.Select(_ => test)] })],
        });
        var text = Text(report with { Sections = [.. sections] });
        Assert.Equal(star, Regex.IsMatch(text, @"(?m)^ *popularity .* \+\.0150\* "));
        Assert.Contains("*: Wilcoxon's test, Holm-corrected over the rows, gives p < .05.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_card_names_the_commit_and_the_machine_and_says_when_sources_had_changed()
    {
        var report = Evaluate();
        Assert.Equal(ProgramVersion.Current, report.Card.MadeBy!.Version);
        var made = report.Card.MadeBy with { Version = "0.1.0+abc.changed", TrainedBy = "0.1.0+def" };
        var text = Text(report with { Card = report.Card with { MadeBy = made } });
        const string MadeBy = "made by     version 0.1.0, commit abc with changes that were not committed\n";
        Assert.Contains(MadeBy, text, StringComparison.Ordinal);
        Assert.Contains("trained by  version 0.1.0, commit def\n", text, StringComparison.Ordinal);
        Assert.Contains($"made on     {made.Machine.Processor}, {made.Machine.InstructionSet}, ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_protocol_that_the_run_was_not_trained_for_brings_a_hint_at_the_preset_that_fits()
    {
        string[] evaluate = ["evaluate", "--run", small.CopyOfRun(), "--data", small.Data, "--protocol"];
        var simulated = SmallRun.Expect(0, [.. evaluate, "simulator"]).Error;
        Assert.Contains($"train --preset simulator --data {small.Data}", simulated, StringComparison.Ordinal);
        Assert.Contains("train --preset rerank", SmallRun.Expect(5, [.. evaluate, "rerank"]).Error, StringComparison.Ordinal);
        foreach (var fits in new[] { "catalogue", "interactive" })
        {
            Assert.DoesNotContain("--preset", SmallRun.Expect(0, [.. evaluate, fits]).Error, StringComparison.Ordinal);
        }
    }

    private EvaluationReport Evaluate()
    {
        var run = small.CopyOfRun();
        SmallRun.Expect(0, "evaluate", "--run", run, "--data", small.Data);
        return RunFolder.Open(run).ReadEvaluation()!;
    }

    private static string Text(EvaluationReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(writer, TextWriter.Null, false, false, new Dictionary<string, string>());
        EvaluationView.Print(report, new Printer(writer, terminal.OutConsole(color: false)));
        return writer.ToString();
    }
}
