using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Agent.Tests.Embeddings;

public sealed class SvdModelTests
{
    [Theory]
    [InlineData(0f, 15, 3)] // all 20 directions carried: exact at once
    [InlineData(0.4f, 15, 3)]
    [InlineData(0.5f, 4, 150)] // 9 of 20: by iteration
    public void It_agrees_with_the_full_decomposition(float exponent, int oversampling, int passes)
    {
        const int Size = 5;
        var dataset = SmallLog.Random(users: 30, items: 20, density: 0.4, seed: 3);
        var options = new SvdOptions { CountExponent = exponent, Oversampling = oversampling, Passes = passes };
        var model = SvdModel.Fit(new FitRows(dataset, dataset.AllTrain()), Size, options, new Rng(1));

        var full = Normalised(dataset, exponent).Svd();
        var similarity = Enumerable.Range(0, Size).Aggregate(Matrix<double>.Build.Dense(20, 20), (sum, j) =>
            sum + (full.S[j] * full.S[j] * full.VT.Row(j).OuterProduct(full.VT.Row(j))));
        Assert.Equal(full.S.Take(Size).Select(s => (float)s), model.SingularValues, Close);
        for (var i = 0; i < 20; i++)
        {
            var found = Enumerable.Range(0, 20).Select(j => Dot(model.Items.Row(i), model.Items.Row(j)));
            Assert.Equal(similarity.Row(i).Select(s => (float)s), found, Close);
        }
    }

    [Fact]
    public void Directions_beyond_the_rank_are_zero()
    {
        // Two groups that share nothing: rank 2. Item 4 has no row.
        var dataset = SmallLog.Of(4, 5, (0, 0, 5), (0, 1, 5), (1, 0, 1), (1, 1, 2), (2, 2, 3), (2, 3, 3), (3, 2, 3), (3, 3, 3));
        var options = new SvdOptions { CountExponent = 0 };
        var model = SvdModel.Fit(new FitRows(dataset, dataset.AllTrain()), size: 8, options, new Rng(1));
        Assert.Equal([2, 2, 0, 0, 0, 0, 0, 0], model.SingularValues, Close);
        Assert.Equal(new float[8], model.Items.Row(4).ToArray());
        Assert.Equal([2, 2, 0, 0], Enumerable.Range(0, 4).Select(item => Dot(model.Items.Row(0), model.Items.Row(item))), Close);
    }

    [Fact]
    public void A_user_is_the_weighted_sum_of_the_items()
    {
        var dataset = SmallLog.Random(users: 30, items: 20, density: 0.4, seed: 4);
        var options = new SvdOptions { CountExponent = 0.5f };
        var model = SvdModel.Fit(new FitRows(dataset, dataset.AllTrain()), 6, options, new Rng(1));
        var user = new float[6];
        model.FoldIn(dataset.HistoryOf(2)[..2], user);
        int[] rated = [dataset.HistoryOf(2)[0].Item, dataset.HistoryOf(2)[1].Item];
        float[] roots = [.. rated.Select(item => MathF.Sqrt(dataset.Ratings.ToArray().Count(r => r.Item == item)))];
        float Sum(int j) => (model.Items.Row(rated[0])[j] / roots[0]) + (model.Items.Row(rated[1])[j] / roots[1]);
        Assert.Equal(Enumerable.Range(0, 6).Select(Sum), user, Close);
        model.FoldIn(dataset.HistoryOf(2), user);
        Assert.Equal(user, model.Users.Row(2).ToArray());
    }

    [Fact]
    public void The_error_falls_and_the_seed_fixes_every_bit()
    {
        var dataset = SmallLog.Random(users: 60, items: 50, density: 0.3, seed: 5);
        var errors = new List<double>();
        SvdModel Fit(Action<FitProgress>? progress = null) => SvdModel.Fit(
            new FitRows(dataset, dataset.AllTrain()), 4, new SvdOptions { Oversampling = 2, Passes = 6 }, new Rng(7), progress);
        var model = Fit(p => errors.Add(p.TrainingError));
        Assert.Equal(model.Items.Span, Fit().Items.Span);
        Assert.Equal(6, errors.Count);
        Assert.Equal(errors.OrderDescending(), errors);
        var squares = Normalised(dataset, 0.4f).Svd().S.Select(s => s * s).ToArray();
        // No six directions hold more
        Assert.InRange(errors[^1], Math.Sqrt(squares[6..].Sum() / squares.Sum()) - 1e-6, errors[0]);
    }

    private static Matrix<double> Normalised(RatingDataset dataset, float exponent)
    {
        var matrix = Matrix<double>.Build.Dense(dataset.Users.Count, dataset.Items.Count);
        foreach (var row in dataset.Ratings)
        {
            matrix[row.User, row.Item] = Math.Pow(dataset.Ratings.ToArray().Count(r => r.Item == row.Item), -exponent);
        }

        return matrix;
    }

    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => Drr.Tensors.Reference.Reductions.Dot(x, y);

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-4f;
}
