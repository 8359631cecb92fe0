using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Evaluation;

public sealed class ListMetricsTests
{
    /// <summary>Four users train: all rated item 0, two rated item 1, one rated item 2 and none item 3. The fifth is a test
    /// user.</summary>
    private static readonly RatingDataset Dataset = SmallLog.Of(
        5, 4, (0, 0, 5), (1, 0, 4), (2, 0, 3), (3, 0, 2), (0, 1, 5), (1, 1, 1), (3, 2, 5), (4, 0, 5), (4, 3, 5));

    private static readonly DatasetSplit Split = SmallSplit.ByUser(Dataset, trainUsers: 4, stateLength: 1);

    [Fact]
    public void Novelty_is_the_mean_information_of_the_items_in_bits()
    {
        var metrics = Metrics([1, 0], [1, 0], [1, 0], [1, 0]);
        Assert.Equal(0, metrics.Novelty([0])); // everybody knows it
        Assert.Equal(1, metrics.Novelty([1]));
        Assert.Equal((0 + 1 + 2) / 3.0, metrics.Novelty([0, 1, 2]), 1e-12);
        Assert.Equal(2, metrics.Novelty([3])); // nobody's counts as one user's
        Assert.Equal(double.NaN, metrics.Novelty([]));
    }

    [Fact]
    public void A_second_rating_by_the_same_user_makes_an_item_no_better_known()
    {
        var dataset = SmallLog.Of(3, 2, (0, 0, 5), (0, 0, 4), (0, 1, 5), (1, 1, 5), (2, 0, 5), (2, 1, 5));
        var split = SmallSplit.ByUser(dataset, trainUsers: 2, stateLength: 1);
        Assert.Equal(1, new ListMetrics(split, split.Embeddings()).Novelty([0]));
    }

    [Fact]
    public void Diversity_is_one_less_the_mean_cosine_of_pairs()
    {
        var metrics = Metrics([2, 0], [0, 3], [-1, 0], [0, 0]);
        Assert.Equal(1, metrics.Diversity([0, 1]), 1e-6);
        Assert.Equal(2, metrics.Diversity([0, 2]), 1e-6);
        Assert.Equal((1 + 2 + 1) / 3.0, metrics.Diversity([0, 1, 2]), 1e-6);
        Assert.Equal(1, metrics.Diversity([0, 3]), 1e-6); // a vector of length 0 is like no other
        Assert.Equal(double.NaN, metrics.Diversity([0]));
        Assert.Equal(double.NaN, metrics.Diversity([]));
        Assert.Equal(0, Metrics([1, 2], [2, 4], [3, 6], [4, 8]).Diversity([0, 1, 2, 3]), 1e-6);
    }

    /// <summary>A plain twin: pair by pair in double precision.</summary>
    [Property(MaxTest = 100)]
    public void Diversity_is_that_of_all_pairs(ulong seed)
    {
        var rng = new Rng(seed);
        float[][] vectors =
            [.. Enumerable.Range(0, 4).Select(_ => new[] { (float)rng.NextGaussian(), (float)rng.NextGaussian() })];
        int[] list = [.. Enumerable.Range(0, 2 + rng.NextInt(3))];
        var pairs = from a in list from b in list where a < b select 1 - Cosine(vectors[a], vectors[b]);
        Assert.Equal(pairs.Average(), Metrics(vectors).Diversity(list), 1e-5);

        static double Cosine(float[] x, float[] y) => Dot(x, y) / Math.Sqrt(Dot(x, x) * Dot(y, y));

        static double Dot(float[] x, float[] y) => x.Zip(y, (p, q) => (double)p * q).Sum();
    }

    [Fact]
    public void Gini_is_zero_for_equals_and_nears_one_where_one_has_all()
    {
        Assert.Equal(0, ListMetrics.Gini([3, 3, 3]));
        Assert.Equal(0, ListMetrics.Gini([0, 0]));
        Assert.Equal(0, ListMetrics.Gini([]));
        Assert.Equal(0.75, ListMetrics.Gini([0, 8, 0, 0]), 1e-12);
        Assert.Equal(0.25, ListMetrics.Gini([4, 1, 3, 2]), 1e-12); // (-3 - 2 + 3 + 12) / (4 · 10)
    }

    /// <summary>The definition: half the mean absolute difference of all pairs over the mean.</summary>
    [Property(MaxTest = 100)]
    public void Gini_is_half_the_relative_mean_difference(ulong seed)
    {
        var rng = new Rng(seed);
        int[] counts = [1, .. Enumerable.Range(0, rng.NextInt(12)).Select(_ => rng.NextInt(9))];
        var difference = counts.SelectMany(x => counts, (x, y) => (double)Math.Abs(x - y)).Average();
        Assert.Equal(difference / (2 * counts.Average()), ListMetrics.Gini(counts), 1e-12);
    }

    /// <summary>Item 3 has no vector and no list: it is no candidate.</summary>
    [Fact]
    public void Coverage_and_Gini_are_over_the_candidates()
    {
        var metrics = Metrics([1, 0], [1, 0], [1, 0], [1, 0]);
        Assert.Equal(2 / 3.0, metrics.Coverage([5, 0, 1, 0]));
        Assert.Equal(1, metrics.Coverage([1, 1, 1, 0]));
        Assert.Equal(0, metrics.Coverage([0, 0, 0, 0]));
        Assert.Equal(0, metrics.GiniOfCandidates([2, 2, 2, 0]));
        Assert.Equal(2 / 3.0, metrics.GiniOfCandidates([0, 7, 0, 0]), 1e-12);
    }

    private static ListMetrics Metrics(params float[][] vectors)
    {
        var fitted = Split.Embeddings();
        var items = new Tensor(new Shape(vectors.Length, vectors[0].Length), [.. vectors.SelectMany(vector => vector)]);
        var users = new Tensor(new Shape(Dataset.Users.Count, vectors[0].Length));
        return new(Split, new EmbeddingTable(EmbeddingMethod.Pmf, users, items, fitted.Fitted) { Rows = fitted.Rows });
    }
}
