using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Evaluation;
using Drr.Tensors;
using Drr.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Agent.Tests.Rivals;

/// <summary>Closed forms against the definitions, by MathNet in double precision.</summary>
public sealed class LinearModelsTests
{
    private const int Users = 40, Items = 15;
    private static readonly RatingDataset Dataset = SmallLog.Random(Users, Items, 0.4, 12);
    private static readonly DatasetSplit Split = SmallSplit.ByRating(Dataset);
    private static readonly FitRows Training = new(Dataset, Split.Roles);

    /// <summary>A diagonal of 0 means that an item's column is regressed on all other columns.</summary>
    [Fact]
    public void Ease_is_the_ridge_regression_of_each_item_on_all_others()
    {
        var x = Matrix<double>.Build.Dense(Users, Items, (user, item) => Rated(user, item) ? 1 : 0);
        var scorer = LinearModels.Ease(Training, penalty: 3);
        for (var item = 0; item < Items; item++)
        {
            int[] others = [.. Enumerable.Range(0, Items).Where(other => other != item)];
            var a = Matrix<double>.Build.DenseOfColumns(others.Select(other => x.Column(other)));
            var w = Solve(a, 3, a.TransposeThisAndMultiply(x.Column(item)).ToColumnMatrix()).Column(0);
            for (var i = 0; i < others.Length; i++)
            {
                Assert.Equal(w[i], Scores(scorer, others[i])[item], 1e-5);
            }

            Assert.Equal(0, Scores(scorer, item)[item]);
        }
    }

    [Fact]
    public void Ridge_is_the_regression_of_all_later_items_on_the_first()
    {
        var x = Matrix<double>.Build.Dense(Users, Items, (user, item) => First(user).Contains(item) ? 1 : 0);
        var y = Matrix<double>.Build.Dense(
            Users, Items, (user, item) => Rated(user, item) && !First(user).Contains(item) ? 1 : 0);
        var w = Solve(x, 2, x.TransposeThisAndMultiply(y));
        var scorer = LinearModels.Ridge(Training, historyLength: 3, penalty: 2);
        for (var item = 0; item < Items; item++)
        {
            Close.Assert([.. w.Row(item).Select(v => (float)v)], Scores(scorer, item), 1e-4, 1e-5);
        }

        static int[] First(int user) => [.. Training.TrainingOf(user).ToArray().Take(3).Select(row => row.Item)];
    }

    [Fact]
    public void Weights_of_the_states_items_are_added()
    {
        var scorer = LinearModels.Ease(Training, penalty: 3);
        var sum = Scores(scorer, 2).Zip(Scores(scorer, 7), (a, b) => a + b).ToArray();
        Close.Assert(sum, Scores(scorer, 2, 7), 1e-5, 1e-6);
        Close.Assert(sum, Scores(scorer, Observation.Empty, 2, 7), 1e-5, 1e-6);
    }

    /// <summary>Around the size of a block, and more blocks than one, also of the rows between which it can stop.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(300)]
    [InlineData(1030)]
    public void A_symmetric_inverse_is_mathnets(int n)
    {
        var rng = new Rng(2);
        var half = Matrix<double>.Build.Dense(n, n + 5, (_, _) => rng.NextGaussian());
        var a = (half * half.Transpose()) + (0.1 * n * Matrix<double>.Build.DenseIdentity(n));
        float[] values = [.. a.ToRowMajorArray().Select(v => (float)v)];
        SymmetricInverse.Invert(values, n);
        var inverse = a.Inverse();
        Close.Assert([.. inverse.ToRowMajorArray().Select(v => (float)v)], values, 1e-3, 2e-5 * inverse.L2Norm());
    }

    [Fact]
    public void What_is_not_positive_definite_has_none() =>
        Assert.Throws<InvalidOperationException>(() => SymmetricInverse.Invert([1, 2, 2, 1], 2));

    private static Matrix<double> Solve(Matrix<double> x, double penalty, Matrix<double> right) =>
        (x.TransposeThisAndMultiply(x) + (penalty * Matrix<double>.Build.DenseIdentity(x.ColumnCount))).Solve(right);

    private static bool Rated(int user, int item) => Training.TrainingOf(user).ToArray().Any(row => row.Item == item);

    private static float[] Scores(ItemWeightScorer scorer, params int[] state)
    {
        var observation = new Observation(state.Length);
        state.CopyTo(observation.Items, 0);
        var scores = new float[Items];
        scorer.Score(observation, scores);
        return scores;
    }
}
