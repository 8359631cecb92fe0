using System.Text.Json;
using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Runs;
using Drr.Agent.Tests.Environments;

namespace Drr.Agent.Tests.Evaluation;

public sealed class EvaluationReportTests
{
    [Fact]
    public void A_report_written_as_json_reads_back_the_same()
    {
        var report = Report(1);
        var json = JsonSerializer.Serialize(report, RunJson.Indented);
        var back = JsonSerializer.Deserialize<EvaluationReport>(json, RunJson.Indented)!;
        Assert.Equal(json, JsonSerializer.Serialize(back, RunJson.Indented));
        Assert.Equal(report.Card, back.Card with { Baselines = report.Card.Baselines, LeftOut = report.Card.LeftOut });
        Assert.Equal(report.Section("any").Value("random", "ndcg@5"), back.Section("any").Value("random", "ndcg@5"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures()
    {
        Assert.Equal(Figures(Report(1)), Figures(Report(1)));
        Assert.NotEqual(Figures(Report(1)), Figures(Report(2)));

        static IEnumerable<MetricEstimate> Figures(EvaluationReport report) =>
            report.Sections.SelectMany(section => section.Rows)
                .SelectMany(row => row.Values.Concat(row.Lead.Select(lead => lead.Difference)));
    }

    [Fact]
    public void A_card_says_what_the_figures_were_made_from()
    {
        var card = Report(7).Card;
        Assert.Equal(("catalogue", RowRole.Test, 7ul, 20), (card.Protocol, card.Rows, card.Seed, card.Resamples));
        Assert.Equal(Split().Rows(RowRole.Train), card.Split.Train);
    }

    [Fact]
    public void The_first_row_is_tested_against_all_others_together()
    {
        var report = Report(
            1, new FixedScorer("fixed", new float[20]), new RandomScorer(1), new EmbeddingScorer(Split().Embeddings()));
        var section = report.Section("any");
        var column = section.Columns.ToList().IndexOf("precision@10");
        var leads = section.Rows.Select(row => row.Lead[column]).ToArray();
        Assert.Equal(HolmCorrection.Adjust([leads[1].WilcoxonP, leads[2].WilcoxonP]), leads[1..].Select(lead => lead.HolmP));
        Assert.Equal(1, leads[0].HolmP);
        var best = section.Value("random", "precision@10").Mean > section.Value("embedding", "precision@10").Mean ? 1 : 2;
        Assert.Equal(section.Rows[best], section.BestRival("precision@10"));
        Assert.Null(Report(1, new RandomScorer(1)).Section("any").BestRival("precision@10"));
        Assert.Throws<KeyNotFoundException>(() => section.BestRival("other"));
    }

    /// <summary>Beating oneself, learning on or not, proves nothing.</summary>
    [Fact]
    public void The_same_agent_is_no_rival()
    {
        var scores = Enumerable.Range(0, 20).Select(i => (float)i).ToArray();
        string[] names = ["DRR-ave", "DRR-ave learning", "fixed"];
        var section = Report(1, [.. names.Select(name => new FixedScorer(name, scores))]).Section("any");
        Assert.Equal("fixed", section.BestRival("precision@10")?.Scorer);
    }

    [Fact]
    public void Unknown_names_and_scorers_of_one_name_are_refused()
    {
        var report = Report(1);
        Assert.Throws<KeyNotFoundException>(() => report.Section("other"));
        Assert.Throws<KeyNotFoundException>(() => report.Section("any").Value("other", "ndcg@5"));
        Assert.Throws<KeyNotFoundException>(() => report.Section("any").Value("random", "ndcg@7"));
        Assert.Throws<ArgumentException>(() => Report(1, new RandomScorer(1), new RandomScorer(2)));
        Assert.Throws<ArgumentException>(() => Report(1, []));
    }

    private static DatasetSplit Split() => SmallSplit.ByUser(SmallLog.Random(20, 20, 0.5, 3), 10, 2);

    private static EvaluationReport Report(ulong seed) =>
        Report(seed, new RandomScorer(1), new FixedScorer("fixed", new float[20]));

    private static EvaluationReport Report(ulong seed, params IScorer[] scorers)
    {
        var split = Split();
        var options = new EvaluationOptions { HistoryLength = 2, Resamples = 20, Seed = seed };
        return CatalogueProtocol.Evaluate(
            split, split.Embeddings(), scorers, options, null, TestContext.Current.CancellationToken);
    }
}
