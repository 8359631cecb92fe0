using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Agent.Tests.Embeddings;

public sealed class PmfModelTests
{
    private static readonly PmfOptions Options =
        new() { Rate = 0.05f, RateDecay = 0.98f, Penalty = 0.01f, Passes = 150, Patience = 10 };

    [Fact]
    public void It_recovers_a_planted_matrix_of_rank_two()
    {
        var (dataset, roles) = Planted(users: 120, items: 80);
        var model = PmfModel.Fit(new FitRows(dataset, roles), size: 5, Options, new Rng(1));
        Assert.InRange(model.Error(Rows(dataset, roles, RowRole.Test)), 0, 0.1); // the ratings' spread is 1.15
    }

    [Fact]
    public void The_seed_fixes_every_bit()
    {
        var (dataset, roles) = Planted(users: 30, items: 20);
        PmfModel Fit(ulong seed) => PmfModel.Fit(new FitRows(dataset, roles), 4, Options with { Passes = 5 }, new Rng(seed));
        Assert.Equal(Fit(3).Users.Span, Fit(3).Users.Span);
        Assert.Equal(Fit(3).Items.Span, Fit(3).Items.Span);
        Assert.False(Fit(3).Items.Span.SequenceEqual(Fit(4).Items.Span));
    }

    [Fact]
    public void The_best_pass_is_kept_and_patience_ends_the_fit()
    {
        var (dataset, roles) = Planted(users: 30, items: 20);
        var rng = new Rng(9);
        var noisy = new RatingDataset(
            "noise", dataset.Users, dataset.Items,
            dataset.Ratings.ToArray().Select(r => r with { Value = 1 + rng.NextInt(5) }), dataset.Scale);
        var errors = new List<double>();
        var model = PmfModel.Fit(
            new FitRows(noisy, roles), 10, Options with { Patience = 2, Penalty = 0 }, new Rng(1),
            p => errors.Add(p.ValidationError));
        Assert.Equal(errors.Min(), model.Error(Rows(noisy, roles, RowRole.Validation)));
        Assert.Equal(errors.Count - 3, errors.IndexOf(errors.Min())); // two worse passes after the best
    }

    [Fact]
    public void Users_and_items_without_rows_are_predicted_from_what_is_known()
    {
        // User 2 and item 3 have no training row.
        var dataset = SmallLog.Of(3, 4, (0, 0, 5), (0, 1, 1), (1, 0, 4), (1, 2, 2), (2, 3, 1));
        var model = PmfModel.Fit(new FitRows(dataset, [0, 0, 0, 0, RowRole.Test]), 3, Options, new Rng(1));
        Assert.Equal([0, 0, 0], model.Items.Row(3).ToArray());
        Assert.Equal([0, 0, 1], model.Users.Row(2).ToArray());
        Assert.Equal(3, model.Mean);
        Assert.Equal(3, model.Predict(2, 3));
        Assert.Equal(3 + model.Items.Row(0)[^1], model.Predict(2, 0), 1e-6f);
    }

    [Fact]
    public void A_prediction_stays_on_the_scale()
    {
        var dataset = SmallLog.Of(2, 2, (0, 0, 5), (0, 1, 5), (1, 0, 5), (1, 1, 1));
        var users = new Tensor(new Shape(2, 2), [10, 1, -10, 1]);
        var items = new Tensor(new Shape(2, 2), [1, 0, 0.01f, 0.25f]);
        var model = new PmfModel(users, [0.5f, 0], items, mean: 3, dataset.Scale, penalty: 0);
        Assert.Equal(5, model.Predict(0, 0));
        Assert.Equal(1, model.Predict(1, 0));
        Assert.Equal(3 + 0.5f + 0.1f + 0.25f, model.Predict(0, 1), 1e-6f);
    }

    [Fact]
    public void Folding_in_is_the_direct_ridge_solution()
    {
        var (dataset, roles) = Planted(users: 40, items: 30);
        var options = Options with { Penalty = 0.07f };
        var model = PmfModel.Fit(new FitRows(dataset, roles), 6, options, new Rng(2));
        var rows = dataset.HistoryOf(3)[..4].ToArray();
        var user = new float[6];
        model.FoldIn(rows, user, out var bias);

        var x = Matrix<double>.Build.Dense(4, 6, (r, c) => c == 5 ? 1 : model.Items.Row(rows[r].Item)[c]);
        var t = Vector<double>.Build.Dense(4, r => rows[r].Value - model.Mean - model.Items.Row(rows[r].Item)[5]);
        var penalty = 0.07 * 4 * Matrix<double>.Build.DenseIdentity(6);
        var direct = (x.TransposeThisAndMultiply(x) + penalty).Solve(x.TransposeThisAndMultiply(t));
        Assert.Equal(direct.Take(5).Select(w => (float)w), user[..5], Close);
        Assert.Equal(1, user[5]);
        Assert.Equal(direct[5], bias, 1e-4);
    }

    [Fact]
    public void Users_with_state_rows_only_are_folded_in_from_them()
    {
        var (dataset, roles) = Planted(users: 40, items: 30);
        var first = dataset.HistoryStart(7);
        for (var row = 0; row < dataset.HistoryOf(7).Length; row++)
        {
            roles[first + row] = row < 5 ? RowRole.State : RowRole.Validation;
        }

        var model = PmfModel.Fit(new FitRows(dataset, roles), 6, Options, new Rng(2));
        var user = new float[6];
        model.FoldIn(dataset.HistoryOf(7)[..5], user);
        Assert.Equal(user, model.Users.Row(7).ToArray());
        Assert.InRange(model.Error(dataset.HistoryOf(7)[5..]), 0, 0.6);
    }

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-4f;

    /// <summary>Rating = 3 + a_u·b_i + c_u·d_i with a, c in {-1, 1} and b, d in {-1, 0, 1}; 60 % of the pairs, of which a tenth
    /// is validation and a tenth test.</summary>
    private static (RatingDataset Dataset, RowRole[] Roles) Planted(int users, int items)
    {
        var rng = new Rng(5);
        int[] Signs(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * rng.NextInt(2)) - 1)];
        int[] Steps(int count) => [.. Enumerable.Range(0, count).Select(_ => rng.NextInt(3) - 1)];
        int[] a = Signs(users), c = Signs(users), b = Steps(items), d = Steps(items);
        (int, int, int)[] rows =
        [
            .. from user in Enumerable.Range(0, users)
               from item in Enumerable.Range(0, items)
               where rng.NextDouble() < 0.6
               select (user, item, 3 + (a[user] * b[item]) + (c[user] * d[item])),
        ];
        RowRole[] roles =
            [.. rows.Select(_ => rng.NextInt(10) switch { 0 => RowRole.Validation, 1 => RowRole.Test, _ => RowRole.Train })];
        return (SmallLog.Of(users, items, rows), roles);
    }

    private static Rating[] Rows(RatingDataset dataset, RowRole[] roles, RowRole role) =>
        [.. dataset.Ratings.ToArray().Where((_, row) => roles[row] == role)];
}
