using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using static Drr.Agent.Data.RowRole;

namespace Drr.Agent.Tests.Evaluation;

public sealed class RerankProtocolTests
{
    private static readonly EvaluationOptions Options = new() { TopK = [1, 3], Resamples = 50 };

    /// <summary>One user: trained on 0 (liked) and 1 (not); held out are 2 (1 star), 3 (5), 4 (4) and 5 (5, never in
    /// training).</summary>
    private static DatasetSplit ByHand() => SmallSplit.ByRating(
        SmallLog.Of(
            2, 7, (0, 0, 5), (0, 1, 2), (0, 2, 1), (0, 3, 5), (0, 4, 4), (0, 5, 5), (1, 2, 3), (1, 3, 3), (1, 4, 3), (1, 6, 3)),
        Train, Train, Test, Test, Test, Test, Train, Train, Train, Train);

    /// <summary>Order 2, 3, 4 (5 has no vector, 6 is not the user's): hits are no, yes, yes; three items are relevant.</summary>
    [Fact]
    public void A_session_has_the_values_worked_by_hand()
    {
        var split = ByHand();
        var scorer = new FixedScorer("falling", 9, 9, 5, 4, 3, 8, 9);
        var all = Evaluate(split, 2, scorer).Section("all");
        Assert.Equal((1, 1), (all.Users, all.UsersLeftOut));
        Assert.Equal(0, all.Value("falling", "precision@1").Mean);
        Assert.Equal(2 / 3.0, all.Value("falling", "precision@3").Mean, 1e-12);
        Assert.Equal(2 / 3.0, all.Value("falling", "recall@3").Mean, 1e-12);
        Assert.Equal((0.6309 + 0.5) / (1 + 0.6309 + 0.5), all.Value("falling", "ndcg@3").Mean, 1e-4);
        Assert.Equal((0.6309 + 0.5) / (1 + 0.6309), all.Value("falling", "list-ndcg@3").Mean, 1e-4);
        Assert.Equal(0.5, all.Value("falling", "mrr@3").Mean);
        Assert.Equal(3, all.Rows[0].DistinctItems);
    }

    /// <summary>First the state is the liked training item alone. Item 2 is disliked and leaves it alone; item 3 is liked and
    /// moves it.</summary>
    [Fact]
    public void The_state_moves_on_with_what_is_liked_and_only_then_is_scored_again()
    {
        var split = ByHand();
        var scorer = new FixedScorer("falling", 9, 9, 5, 4, 3, 8, 9);
        Evaluate(split, 2, scorer);
        Assert.Equal([[-1, 0], [0, 3], [3, 4]], scorer.Asked.Select(asked => asked.Items));
    }

    [Fact]
    public void Each_session_starts_afresh()
    {
        var split = ByHand();
        FixedScorer[] scorers = [new("a", 0, 0, 0, 1, 0, 0, 0), new("b", new float[7])];
        Evaluate(split, 2, scorers);
        Assert.Equal([-1, 0], scorers[1].Asked[0].Items);
    }

    [Fact]
    public void Users_are_grouped_by_what_is_held_out()
    {
        (int, int, int)[] rows = [.. Films(0, 12), .. Films(1, 6), (2, 0, 5)];
        RowRole[] roles = [Train, Train, .. Enumerable.Repeat(Test, 10), Train, .. Enumerable.Repeat(Test, 5), Test];
        var split = SmallSplit.ByRating(SmallLog.Of(4, 12, rows), roles);
        var report = Evaluate(split, 2, new RandomScorer(1));
        (string, int, int)[] expected = [("all", 3, 1), ("5+", 2, 2), ("10+", 1, 3)];
        Assert.Equal(expected, report.Sections.Select(section => (section.Name, section.Users, section.UsersLeftOut)));

        static IEnumerable<(int, int, int)> Films(int user, int count) =>
            Enumerable.Range(0, count).Select(film => (user, film, 5));
    }

    [Fact]
    public void Perfect_knowledge_reaches_the_top()
    {
        var dataset = SmallLog.Random(40, 30, 0.7, 4);
        var split = SmallSplit.ByRating(dataset);
        var report = Evaluate(split, 5, new OracleScorer(dataset), new RandomScorer(3));
        var all = report.Section("all");
        Assert.Equal(1, all.Value("oracle", "ndcg@3").Mean, 1e-9);
        var relevance = all.Rows[0].Values
            .Where((_, column) => !all.Columns[column].StartsWith("diversity", StringComparison.Ordinal));
        Assert.Equal(relevance.Min(value => value.Users), all.Value("oracle", "ndcg@3").Users);
        Assert.InRange(all.Value("random", "ndcg@3").Mean, 0.1, 0.9);
    }

    /// <summary>Nothing moves a fixed order, so one ranking of the user's held-out items by plain sorting must give the
    /// same.</summary>
    [Fact]
    public void Figures_are_those_of_a_plain_evaluation()
    {
        var dataset = SmallLog.Random(30, 25, 0.5, 8);
        var split = SmallSplit.ByRating(dataset);
        var (embeddings, scorer, scores) = (split.Embeddings(), PopularityScorer.OfRatings(dataset, split.Roles), new float[25]);
        scorer.Score(new Observation(2), scores);
        var precisions = new List<double>();
        for (var user = 0; user < 30; user++)
        {
            var first = dataset.HistoryStart(user);
            var held = dataset.HistoryOf(user).ToArray().Where((_, place) => split.Roles[first + place] == Test).ToArray();
            var list = held.Where(row => embeddings.Fitted[row.Item]).OrderByDescending(r => scores[r.Item]).ThenBy(r => r.Item);
            if (held.Length > 0)
            {
                precisions.Add(list.Take(3).Count(row => row.Value >= 4) / 3.0);
            }
        }

        var all = Evaluate(split, 2, scorer).Section("all");
        Assert.Equal(precisions.Average(), all.Value("popularity", "precision@3").Mean, 1e-12);
        Assert.Equal(precisions.Count, all.Users);
    }

    [Fact]
    public void Embeddings_that_saw_other_rows_are_refused()
    {
        var split = ByHand();
        Assert.Throws<LeakException>(() => RerankProtocol.Evaluate(
            split, split.LeakingEmbeddings(), [new RandomScorer(1)], Options, null, TestContext.Current.CancellationToken));
    }

    private static EvaluationReport Evaluate(DatasetSplit split, int historyLength, params IScorer[] scorers)
    {
        var options = Options with { HistoryLength = historyLength };
        return RerankProtocol.Evaluate(split, split.Embeddings(), scorers, options, null, TestContext.Current.CancellationToken);
    }
}
