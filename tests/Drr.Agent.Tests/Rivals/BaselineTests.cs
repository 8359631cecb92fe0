using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Evaluation;
using Drr.Tensors;
using static Drr.Agent.Data.RowRole;

namespace Drr.Agent.Tests.Rivals;

public sealed class BaselineTests
{
    /// <summary>Training: item 0 by users 0, 1, 2 (5, 4, 1 stars); item 1 by 0 and 1 (3, 5); item 2 by nobody. Held out: (2, 2),
    /// (3, 0).</summary>
    private static readonly RatingDataset Small =
        SmallLog.Of(4, 3, (0, 0, 5), (0, 1, 3), (1, 0, 4), (1, 1, 5), (2, 0, 1), (2, 2, 5), (3, 0, 5));

    private static readonly RowRole[] Roles = [Train, Train, Train, Train, Train, Test, State];

    [Fact]
    public void Counts_and_means_are_those_of_the_training_rows()
    {
        Assert.Equal([3, 2, 0], ScoresOf(PopularityScorer.OfRatings(Small, Roles)));
        Assert.Equal([2, 1, 0], ScoresOf(PopularityScorer.OfLiked(Small, Roles)));
        // 18 stars in 5 rows, mean 3.6: (10 + 2 . 3.6) / 5, (8 + 2 . 3.6) / 4, 3.6
        Assert.Equal([3.44f, 3.8f, 3.6f], ScoresOf(PopularityScorer.OfMeanRating(Small, Roles, damping: 2)));
    }

    [Fact]
    public void Item_cosine_has_the_values_worked_by_hand()
    {
        var both = (float)(2 / Math.Sqrt(6)); // two raters in common, 3 and 2 in all
        var scorer = CooccurrenceScorer.Cosine(new FitRows(Small, Roles));
        AssertClose([1, both, 0], ScoresOf(scorer, 0));
        AssertClose([both, 1, 0], ScoresOf(scorer, 1));
        AssertClose([1 + both, 1 + both, 0], ScoresOf(scorer, 1, 0));
        AssertClose([1, both, 0], ScoresOf(scorer, Observation.Empty, 0));
        AssertClose([0, 0, 0], ScoresOf(scorer, 2));
    }

    [Fact]
    public void Item_cosine_agrees_with_the_dense_matrix()
    {
        var dataset = SmallLog.Random(20, 12, 0.4, 6);
        var split = SmallSplit.ByRating(dataset);
        var rated = new double[12, 20];
        for (var row = 0; row < split.Roles.Length; row++)
        {
            rated[dataset.Ratings[row].Item, dataset.Ratings[row].User] = split.Roles[row] == Train ? 1 : 0;
        }

        var scorer = CooccurrenceScorer.Cosine(new FitRows(dataset, split.Roles));
        for (var a = 0; a < 12; a++)
        {
            AssertClose([.. Enumerable.Range(0, 12).Select(b => (float)Cosine(a, b))], Scores(scorer, 12, a));
        }

        double Cosine(int a, int b) => Dot(a, b) == 0 ? 0 : Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

        double Dot(int a, int b) => Enumerable.Range(0, 20).Sum(user => rated[a, user] * rated[b, user]);
    }

    [Fact]
    public void Co_occurrence_plays_down_users_and_items_of_many_ratings_and_counts_rewards()
    {
        var dataset = SmallLog.Random(20, 12, 0.4, 7);
        var rated = new bool[12, 20];
        foreach (var row in dataset.Ratings)
        {
            rated[row.Item, row.User] = true;
        }

        var exponents = new CooccurrenceExponents { Users = 0.4f, Shown = 0.9f, Listed = 0.3f, Stars = 0.5f };
        var scorer = new CooccurrenceScorer("weighed", new FitRows(dataset, dataset.AllTrain()), exponents);
        var (observation, scores) = (new Observation(2), new float[12]);
        observation.Start(Observation.Guest, [(3, 1f), (8, -0.5f)], first: 2);
        scorer.Score(observation, scores);
        var items = Enumerable.Range(0, 12);
        AssertClose([.. items.Select(item => (float)((1.5 * Shared(3, item)) + (0.75 * Shared(8, item))))], scores);

        double Shared(int a, int b) => Math.Pow(Raters(a), -0.9) * Math.Pow(Raters(b), -0.3) * Enumerable.Range(0, 20)
            .Where(user => rated[a, user] && rated[b, user]).Sum(user => Math.Pow(dataset.HistoryOf(user).Length, -0.4));

        int Raters(int item) => Math.Max(1, Enumerable.Range(0, 20).Count(user => rated[item, user]));
    }

    [Fact]
    public void User_cosine_gives_a_block_of_users_the_scores_that_it_gives_each()
    {
        var dataset = SmallLog.Random(30, 12, 0.4, 8);
        var scorer = new UserCosineScorer(new FitRows(dataset, dataset.AllTrain()), 5);
        Observation[] users = [.. Enumerable.Range(0, 30).Select(user =>
        {
            var observation = new Observation(3) { User = user };
            observation.Push(user % 12);
            observation.Push((user + 5) % 12);
            return observation;
        })];
        var (together, alone) = (new Tensor(new Shape(30, 12)), new float[12]);
        scorer.Score(users, together);
        for (var user = 0; user < users.Length; user++)
        {
            scorer.Score(users[user], alone);
            Assert.Equal(alone, together.Row(user).ToArray());
        }
    }

    [Fact]
    public void A_corrected_rival_ranks_alike_in_whatever_unit_it_scores()
    {
        var split = SmallSplit.ByUser(SmallLog.Random(40, 25, 0.5, 9), trainUsers: 30, stateLength: 4);
        var (rewards, rows) = (new RewardCovariances(split), new FitRows(split.Dataset, split.Roles));
        var plain = CooccurrenceScorer.Cosine(rows);
        var (observation, a, b) = (new Observation(4), new float[25], new float[25]);
        observation.Start(Observation.Guest, [(2, 1f), (5, -1f), (7, 0.5f), (11, 1f)], first: 4);
        CorrectedRival.Of("a", plain, split, rewards, worth: 0.6f, weight: 0.3f).Score(observation, a);
        CorrectedRival.Of("b", new Thousandfold(plain), split, rewards, worth: 0.6f, weight: 0.3f).Score(observation, b);
        AssertClose(a, b);
        Assert.True(a.Max() - a.Min() > 0.1f);
    }

    private sealed class Thousandfold(IScorer scorer) : IScorer
    {
        public string Name => "thousandfold";

        public void Score(Observation observation, Span<float> scores)
        {
            scorer.Score(observation, scores);
            foreach (ref var score in scores)
            {
                score *= 1000;
            }
        }
    }

    [Fact]
    public void Embedding_scores_are_inner_products_with_the_user_or_the_history_mean()
    {
        var table = SmallSplit.ByUser(Small, trainUsers: 3, stateLength: 1).Embeddings();
        var scores = new float[3];
        new EmbeddingScorer(table).Score(new Observation(1) { User = 2 }, scores);
        AssertClose([.. Enumerable.Range(0, 3).Select(item => Dot(table.Users.Row(2), table.Items.Row(item)))], scores);
        float[] mean = [.. table.Items.Row(0).ToArray().Zip(table.Items.Row(1).ToArray(), (x, y) => (x + y) / 2)];
        float[] expected = [.. Enumerable.Range(0, 3).Select(item => Dot(mean, table.Items.Row(item)))];
        AssertClose(expected, ScoresOf(new HistoryMeanScorer(table), 0, 1));
        AssertClose(expected, ScoresOf(new HistoryMeanScorer(table), Observation.Empty, 0, 1));
        Assert.Equal([0, 0, 0], ScoresOf(new HistoryMeanScorer(table), Observation.Empty));
    }

    [Fact]
    public void A_random_order_is_fixed_by_seed_and_user()
    {
        float[] Order(ulong seed, int user)
        {
            var scores = new float[50];
            new RandomScorer(seed).Score(new Observation(1) { User = user }, scores);
            return scores;
        }

        Assert.Equal(Order(1, 4), Order(1, 4));
        Assert.NotEqual(Order(1, 4), Order(1, 5));
        Assert.NotEqual(Order(1, 4), Order(2, 4));
        Assert.Equal(50, Order(1, 4).Distinct().Count());
    }

    private static float[] ScoresOf(IScorer scorer, params int[] history) => Scores(scorer, Small.Items.Count, history);

    private static float[] Scores(IScorer scorer, int items, params int[] history)
    {
        var observation = new Observation(Math.Max(1, history.Length));
        history.CopyTo(observation.Items, 0);
        var scores = new float[items];
        scorer.Score(observation, scores);
        return scores;
    }

    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static void AssertClose(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
}
