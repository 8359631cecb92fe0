using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Evaluation;
using Drr.Tensors;
using Drr.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Agent.Tests.Rivals;

/// <summary>Scorers over neighbours and factors against dense forms of their definitions.</summary>
public sealed class NeighbourAndFactorTests
{
    private const int Users = 30, Items = 14;
    private static readonly RatingDataset Dataset = SmallLog.Random(Users, Items, 0.4, 21);
    private static readonly FitRows Training = new(Dataset, SmallSplit.ByRating(Dataset).Roles);
    private static readonly Matrix<double> Rated = Matrix<double>.Build.Dense(
        Users, Items, (user, item) => Training.TrainingOf(user).ToArray().Any(row => row.Item == item) ? 1 : 0);

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(1000)]
    public void User_cosine_is_the_sum_over_the_nearest_users(int neighbours)
    {
        int[] state = [3, 8, 1];
        var (scorer, user) = (new UserCosineScorer(Training, neighbours), 4);
        var profile = Vector<double>.Build.Dense(Items, item => state.Contains(item) ? 1 : 0);
        var nearest = Enumerable.Range(0, Users)
            .Where(other => other != user && Rated.Row(other).Sum() > 0)
            .Select(other => (other, cosine: profile.DotProduct(Rated.Row(other)) / Rated.Row(other).L2Norm()))
            .Where(pair => pair.cosine > 0)
            .OrderByDescending(pair => (float)pair.cosine).ThenBy(pair => pair.other).Take(neighbours);
        var expected = nearest.Aggregate(
            Vector<double>.Build.Dense(Items), (sum, pair) => sum + (pair.cosine * Rated.Row(pair.other)));
        Close.Assert([.. expected.Select(v => (float)v)], Scores(scorer, user, state), 1e-5, 1e-6);
        Assert.All(Scores(scorer, user, Observation.Empty), score => Assert.Equal(0, score));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Svd_of_full_rank_scores_by_the_normalised_columns(float historyExponent)
    {
        var options = new SvdOptions { CountExponent = 0.4f, Oversampling = 0, Passes = 3 };
        var model = SvdModel.Fit(Training, Items, options, new Rng(1));
        double[] counts = [.. Enumerable.Range(0, Items).Select(item => Rated.Column(item).Sum())];
        var b = Matrix<double>.Build.Dense(Users, Items, (u, i) => counts[i] == 0 ? 0 : Rated[u, i] / Math.Pow(counts[i], 0.4));
        var state = Vector<double>.Build.Dense(Items, item => item is 2 or 9 ? Math.Pow(counts[item], -historyExponent) : 0);
        var expected = b.TransposeThisAndMultiply(b) * state;
        var scores = Scores(ItemVectorScorer.OfSvd(Training, model, historyExponent), 0, 9, Observation.Empty, 2);
        Close.Assert([.. expected.Select(v => (float)v)], scores, 1e-3, 1e-4);
    }

    [Fact]
    public void Als_folds_the_state_in_by_the_weighted_ridge_regression()
    {
        var options = new BinaryPmfOptions { UnratedWeight = 0.2f, Penalty = 0.3f };
        var model = BinaryPmfModel.Fit(Training, 4, options, new Rng(1));
        var v = Matrix<double>.Build.Dense(Items, 4, (i, j) => model.Items.Row(i)[j]);
        var target = Vector<double>.Build.Dense(Items, item => item is 5 or 10 ? 1 : 0);
        var weights = Matrix<double>.Build.DenseOfDiagonalVector((target * 0.8) + 0.2);
        var normal = (v.Transpose() * weights * v) + (0.3 * Matrix<double>.Build.DenseIdentity(4));
        var expected = v * normal.Solve(v.Transpose() * weights * target);
        Close.Assert([.. expected.Select(x => (float)x)], Scores(new FoldInScorer("ALS", model), 0, 10, 5), 1e-3, 1e-4);
    }

    /// <summary>A day is one half-life: ratings of item 0 are 0 and 2 days old, that of item 1 is 1 day old; the one of
    /// item 2 is held out.</summary>
    [Fact]
    public void Trending_counts_old_ratings_less()
    {
        const int day = 86_400;
        Rating[] rows = [new(0, 0, 5, 10 * day), new(0, 1, 1, 11 * day), new(1, 0, 3, 12 * day), new(1, 2, 5, 20 * day)];
        var small = SmallLog.Of(2, 3);
        var dataset = new RatingDataset("days", small.Users, small.Items, rows, small.Scale);
        var scores = new float[3];
        RowRole[] roles = [RowRole.Train, RowRole.Train, RowRole.Train, RowRole.Test];
        PopularityScorer.OfRecent(dataset, roles, halfLifeDays: 1).Score(new Observation(1), scores);
        Close.Assert([1.25f, 0.5f, 0], scores, 1e-6);
    }

    [Fact]
    public void A_factorisation_without_biases_has_none()
    {
        var options = new PmfOptions { Biases = false, Passes = 300, RateDecay = 1 };
        var model = PmfModel.Fit(Training, 5, options, new Rng(1));
        var random = PmfModel.Fit(Training, 5, options with { Passes = 1, Rate = 1e-9f }, new Rng(1));
        Assert.All(Enumerable.Range(0, Items), item => Assert.Equal(0, model.Items.Row(item)[^1]));
        Assert.True(model.Error(Training.Training) < 0.9 * random.Error(Training.Training));
        var expected = model.Mean + Enumerable.Range(0, 4).Sum(j => model.Users.Row(3)[j] * model.Items.Row(6)[j]);
        Assert.Equal(Math.Clamp(expected, 1, 5), model.Predict(3, 6), 1e-4);
    }

    private static float[] Scores(IScorer scorer, int user, params int[] state)
    {
        var observation = new Observation(state.Length) { User = user };
        state.CopyTo(observation.Items, 0);
        var scores = new float[Items];
        scorer.Score(observation, scores);
        return scores;
    }
}
