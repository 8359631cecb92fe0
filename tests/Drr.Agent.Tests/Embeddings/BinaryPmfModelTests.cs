using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Agent.Tests.Embeddings;

public sealed class BinaryPmfModelTests
{
    private static readonly RatingDataset Dataset = SmallLog.Random(users: 25, items: 15, density: 0.4, seed: 6);

    [Fact]
    public void With_equal_weights_it_is_the_svd_with_singular_values_reduced_by_lambda()
    {
        var options = new BinaryPmfOptions { UnratedWeight = 1, Penalty = 0.5f, Passes = 400 };
        var model = BinaryPmfModel.Fit(new FitRows(Dataset, Dataset.AllTrain()), size: 3, options, new Rng(1));
        var full = Rated().Svd();
        var best = Enumerable.Range(0, 3).Aggregate(Matrix<double>.Build.Dense(25, 15), (sum, j) =>
            sum + (Math.Max(full.S[j] - 0.5, 0) * full.U.Column(j).OuterProduct(full.VT.Row(j))));
        var product = Of(model.Users) * Of(model.Items).Transpose();
        Assert.InRange((product - best).FrobeniusNorm(), 0, 1e-3 * best.FrobeniusNorm());
    }

    [Fact]
    public void Every_pass_lowers_the_objective()
    {
        var options = new BinaryPmfOptions { UnratedWeight = 0.2f, Penalty = 0.3f };
        var rows = new FitRows(Dataset, Dataset.AllTrain());
        var values = Enumerable.Range(1, 6).Select(passes => Objective(
            BinaryPmfModel.Fit(rows, 4, options with { Passes = passes }, new Rng(1)), options)).ToArray();
        Assert.Equal(values.OrderDescending(), values);
        Assert.True(values[^1] < 0.9 * values[0]);
    }

    [Fact]
    public void Folding_in_is_the_direct_solution()
    {
        var options = new BinaryPmfOptions { UnratedWeight = 0.2f, Penalty = 0.3f };
        var model = BinaryPmfModel.Fit(new FitRows(Dataset, Dataset.AllTrain()), 4, options, new Rng(1));
        var user = new float[4];
        model.FoldIn(Dataset.HistoryOf(3)[..3], user);

        var v = Of(model.Items);
        int[] rated = [.. Dataset.HistoryOf(3)[..3].ToArray().Select(r => r.Item)];
        var weights = Matrix<double>.Build.DenseOfDiagonalArray(
            [.. Enumerable.Range(0, 15).Select(i => rated.Contains(i) ? 1 : 0.2)]);
        var target = Vector<double>.Build.Dense(15, i => rated.Contains(i) ? 1 : 0);
        var penalty = 0.3 * Matrix<double>.Build.DenseIdentity(4);
        var direct = ((v.Transpose() * weights * v) + penalty).Solve(v.Transpose() * weights * target);
        Assert.Equal(direct.Select(w => (float)w), user, (a, b) => Math.Abs(a - b) < 1e-4f);
    }

    [Fact]
    public void Users_and_items_without_rows_are_zero_and_the_seed_fixes_every_bit()
    {
        var dataset = SmallLog.Of(3, 3, (0, 0, 5), (0, 1, 1), (1, 1, 4), (2, 2, 3));
        BinaryPmfModel Fit() => BinaryPmfModel.Fit(
            new FitRows(dataset, [0, 0, 0, RowRole.Test]), 2, new BinaryPmfOptions { Penalty = 0.1f }, new Rng(1));
        Assert.Equal([0, 0], Fit().Users.Row(2).ToArray());
        Assert.Equal([0, 0], Fit().Items.Row(2).ToArray());
        Assert.Equal(Fit().Users.Span, Fit().Users.Span);
    }

    private static double Objective(BinaryPmfModel model, BinaryPmfOptions options)
    {
        var (rated, product) = (Rated(), Of(model.Users) * Of(model.Items).Transpose());
        var fit = rated.EnumerateIndexed().Sum(e => e.Item3 == 1
            ? Math.Pow(1 - product[e.Item1, e.Item2], 2)
            : options.UnratedWeight * Math.Pow(product[e.Item1, e.Item2], 2));
        return fit + (options.Penalty
            * (Math.Pow(Of(model.Users).FrobeniusNorm(), 2) + Math.Pow(Of(model.Items).FrobeniusNorm(), 2)));
    }

    private static Matrix<double> Rated()
    {
        var rated = Matrix<double>.Build.Dense(Dataset.Users.Count, Dataset.Items.Count);
        foreach (var row in Dataset.Ratings)
        {
            rated[row.User, row.Item] = 1;
        }

        return rated;
    }

    private static Matrix<double> Of(Tensor tensor) =>
        Matrix<double>.Build.Dense(tensor.Shape.Rows, tensor.Shape.Columns, (i, j) => tensor.Row(i)[j]);
}
