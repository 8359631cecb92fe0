using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;

namespace Drr.Agent.Tests.Evaluation;

public sealed class CatalogueProtocolTests
{
    private static readonly EvaluationOptions Options = new() { TopK = [1, 2], Resamples = 50 };

    /// <summary>User 0 trains on all items but item 5. User 1 starts from item 0 and then rated 2 (5 stars), 3 (1 star) and 5 (4
    /// stars).</summary>
    private static DatasetSplit ByHand() => SmallSplit.ByUser(
        SmallLog.Of(2, 6, (0, 0, 5), (0, 1, 5), (0, 2, 5), (0, 3, 5), (0, 4, 5), (1, 0, 3), (1, 2, 5), (1, 3, 1), (1, 5, 4)),
        trainUsers: 1,
        stateLength: 1);

    /// <summary>Scores fall from item 5 to item 0: 5 has no vector and 0 is the state, so the list is 4, 3.</summary>
    [Fact]
    public void A_list_has_the_values_worked_by_hand()
    {
        var split = ByHand();
        var report = Evaluate(split, 1, new FixedScorer("rising", 9, 1, 2, 3, 4, 8));
        var (any, liked) = (report.Section("any"), report.Section("liked"));
        Assert.Equal(0, any.Value("rising", "precision@1").Mean);
        Assert.Equal(0.5, any.Value("rising", "precision@2").Mean);
        Assert.Equal(1 / 3.0, any.Value("rising", "recall@2").Mean, 1e-12); // of 2, 3 and 5
        Assert.Equal(0.6309 / 1.6309, any.Value("rising", "ndcg@2").Mean, 1e-4);
        Assert.Equal(0, liked.Value("rising", "hit-rate@2").Mean); // 3 was not liked
        Assert.Equal((1, 0), (liked.Users, liked.UsersLeftOut));
        Assert.Equal(2, any.Rows[0].DistinctItems);
        Assert.Equal(2 / 5.0, any.Rows[0].Coverage); // all but item 5, which has no vector
        Assert.Equal(0.6, any.Rows[0].Gini, 1e-12); // 0, 0, 0, 1, 1
        Assert.Equal(0, any.Value("rising", "novelty@2").Mean); // the only training user rated them
        Assert.Equal(0, any.Value("rising", "diversity@1").Users); // one item makes no pair
        Assert.Equal(Cosine(3, 4), 1 - any.Value("rising", "diversity@2").Mean, 1e-6);

        double Cosine(int a, int b)
        {
            var (x, y) = (split.Embeddings().Items.Row(a).ToArray(), split.Embeddings().Items.Row(b).ToArray());
            return Dot(x, y) / Math.Sqrt(Dot(x, x) * Dot(y, y));
        }

        static double Dot(float[] x, float[] y) => x.Zip(y, (p, q) => (double)p * q).Sum();
    }

    [Fact]
    public void Equal_scores_go_to_the_smaller_id()
    {
        var split = ByHand();
        var report = Evaluate(split, 1, new FixedScorer("flat", 7, 7, 7, 7, 7, 7));
        Assert.Equal(0, report.Section("any").Value("flat", "precision@1").Mean); // item 1
        Assert.Equal(0.5, report.Section("any").Value("flat", "precision@2").Mean); // items 1 and 2
    }

    [Fact]
    public void The_state_is_the_users_own_and_a_scorer_is_asked_once_a_user()
    {
        var scorer = new FixedScorer("s", new float[6]);
        Evaluate(ByHand(), 1, scorer);
        var (user, items) = Assert.Single(scorer.Asked);
        Assert.Equal(1, user);
        Assert.Equal([0], items);
    }

    [Fact]
    public void Perfect_knowledge_reaches_the_top_and_leads_by_pairs()
    {
        var dataset = SmallLog.Random(40, 30, 0.6, 4);
        var split = SmallSplit.ByUser(dataset, 20, 3);
        var report = Evaluate(split, 3, new OracleScorer(dataset), new RandomScorer(1));
        foreach (var section in report.Sections)
        {
            string[] columns = ["precision@1", "ndcg@2", "list-ndcg@2", "map@2", "mrr@2"];
            Assert.All(columns, column => Assert.Equal(1, section.Value("oracle", column).Mean, 1e-9));
            var lead = section.Rows[1].Lead[0].Difference;
            Assert.Equal(1 - section.Value("random", "precision@1").Mean, lead.Mean, 1e-9);
            Assert.True(lead.Low > 0);
            Assert.Equal(new MetricEstimate(0, 0, 0, section.Users), section.Rows[0].Lead[0].Difference);
        }
    }

    /// <summary>A twin with plain sorting, over scorers of every kind; 15 users train, the others fill no block of 64, one less
    /// one, one, one and one more, two and some.</summary>
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 15 + 63)]
    [InlineData(3, 15 + 64)]
    [InlineData(4, 15 + 65)]
    [InlineData(5, 150)]
    public void Figures_are_those_of_a_plain_evaluation(ulong seed, int users)
    {
        var dataset = SmallLog.Random(users, 25, 0.3, seed);
        var split = SmallSplit.ByUser(dataset, 15, 2);
        var embeddings = split.Embeddings();
        IScorer[] scorers =
        [
            PopularityScorer.OfRatings(dataset, split.Roles), CooccurrenceScorer.Cosine(new FitRows(dataset, split.Roles)),
            new HistoryMeanScorer(embeddings), new EmbeddingScorer(embeddings), new RandomScorer(seed),
        ];
        var report = Evaluate(split, 2, scorers);
        foreach (var scorer in scorers)
        {
            var precisions = new List<double>();
            foreach (var user in split.TestUsers.Where(user => dataset.HistoryOf(user).Length > 2))
            {
                var history = dataset.HistoryOf(user).ToArray().Select(row => row.Item).ToArray();
                var observation = new Observation(2) { User = user };
                observation.Push(history[0]);
                observation.Push(history[1]);
                var scores = new float[25];
                scorer.Score(observation, scores);
                var list = Enumerable.Range(0, 25).Where(item => embeddings.Fitted[item] && !observation.Items.Contains(item))
                    .OrderByDescending(item => scores[item]).ThenBy(item => item).Take(2);
                precisions.Add(list.Count(history.Contains) / 2.0);
            }

            Assert.Equal(precisions.Average(), report.Section("any").Value(scorer.Name, "precision@2").Mean, 1e-12);
        }
    }

    [Fact]
    public void Users_without_anything_to_predict_are_counted_as_left_out()
    {
        var dataset = SmallLog.Of(3, 3, (0, 0, 5), (0, 1, 5), (0, 2, 5), (1, 0, 5), (1, 1, 2), (2, 0, 5), (2, 1, 5));
        var split = SmallSplit.ByUser(dataset, trainUsers: 1, stateLength: 1);
        var report = Evaluate(split, 1, new OracleScorer(dataset));
        Assert.Equal((2, 0), (report.Section("any").Users, report.Section("any").UsersLeftOut));
        Assert.Equal((1, 1), (report.Section("liked").Users, report.Section("liked").UsersLeftOut)); // user 1 liked nothing more
    }

    /// <summary>Users 1, 3, 5 and so on have nothing but their state.</summary>
    [Fact]
    public void Users_are_scored_in_blocks_of_those_who_are_measured()
    {
        var rows = Enumerable.Range(0, 300)
            .SelectMany(user => Enumerable.Range(0, user % 2 == 0 ? 3 : 1), (user, item) => (user, item, 5));
        var split = SmallSplit.ByUser(SmallLog.Of(300, 3, [.. rows]), trainUsers: 20, stateLength: 1);
        var measured = split.TestUsers.Where(user => user % 2 == 0).ToArray();
        var scorer = new BlockScorer();
        var section = Evaluate(split, 1, scorer).Section("any");
        Assert.Equal((measured.Length, 280 - measured.Length), (section.Users, section.UsersLeftOut));
        Assert.Equal(measured.Chunk(64), scorer.Blocks);
    }

    [Fact]
    public void No_scorer_is_asked_where_nobody_is_measured()
    {
        var dataset = SmallLog.Of(3, 2, (0, 0, 5), (0, 1, 5), (1, 0, 5), (2, 1, 5));
        var split = SmallSplit.ByUser(dataset, trainUsers: 1, stateLength: 1);
        var scorer = new BlockScorer();
        Assert.Empty(Evaluate(split, 1, scorer).Sections);
        Assert.Empty(scorer.Blocks);
    }

    [Fact]
    public void It_stops_between_two_scorers_of_a_block()
    {
        using var stop = new CancellationTokenSource();
        var (split, first, second) = (ByHand(), new BlockScorer { Then = stop.Cancel }, new FixedScorer("second", new float[6]));
        Assert.Throws<OperationCanceledException>(() => CatalogueProtocol.Evaluate(
            split, split.Embeddings(), [first, second], Options with { HistoryLength = 1 }, null, stop.Token));
        Assert.Single(first.Blocks);
        Assert.Empty(second.Asked);
    }

    [Fact]
    public void Embeddings_that_saw_other_rows_are_refused()
    {
        var split = ByHand();
        var leaking = split.LeakingEmbeddings();
        var fault = Assert.Throws<LeakException>(() => CatalogueProtocol.Evaluate(
            split, leaking, [new EmbeddingScorer(leaking)], Options, null, TestContext.Current.CancellationToken));
        Assert.Contains("all-rows", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_state_longer_than_what_the_split_sets_aside_is_refused()
    {
        var split = ByHand();
        Assert.Throws<ArgumentException>(() => Evaluate(split, 2, new RandomScorer(1)));
    }

    /// <summary>Remembers the users of each block.</summary>
    private sealed class BlockScorer : IScorer
    {
        public string Name => "block";

        public List<int[]> Blocks { get; } = [];

        public Action? Then { get; init; }

        public void Score(Observation observation, Span<float> scores) => throw new InvalidOperationException();

        public void Score(ReadOnlySpan<Observation> observations, Tensor scores)
        {
            Blocks.Add([.. observations.ToArray().Select(observation => observation.User)]);
            scores.Span.Clear();
            Then?.Invoke();
        }
    }

    private static EvaluationReport Evaluate(DatasetSplit split, int historyLength, params IScorer[] scorers)
    {
        var options = Options with { HistoryLength = historyLength };
        return CatalogueProtocol.Evaluate(
            split, split.Embeddings(), scorers, options, null, TestContext.Current.CancellationToken);
    }
}
