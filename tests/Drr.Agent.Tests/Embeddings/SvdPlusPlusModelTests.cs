using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Tests.Evaluation;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;

namespace Drr.Agent.Tests.Embeddings;

public sealed class SvdPlusPlusModelTests
{
    private const int Users = 20, Items = 12, Factors = 3;
    private static readonly RatingDataset Dataset = SmallLog.Random(Users, Items, 0.5, 3);
    private static readonly FitRows Training = new(Dataset, SmallSplit.ByRating(Dataset).Roles);
    private static readonly SvdPlusPlusOptions Options = new() { Passes = 5, Rate = 0.03f };

    [Fact]
    public void It_moves_as_the_formulas_say()
    {
        var model = SvdPlusPlusModel.Fit(Training, Factors + 1, Options, new Rng(7));
        var plain = new Plain(new Rng(7));
        for (var user = 0; user < Users; user++)
        {
            for (var item = 0; item < Items; item++)
            {
                Assert.Equal(plain.Predict(user, item), model.Predict(user, item), 1e-4);
            }
        }
    }

    [Fact]
    public void A_fit_without_a_single_error_that_is_a_number_ends_with_its_first_pass()
    {
        RowRole[] roles =
            [.. SmallSplit.ByRating(Dataset).Roles.ToArray().Select((role, i) => i % 7 == 0 ? RowRole.Validation : role)];
        var (rows, passes) = (new FitRows(Dataset, roles), new List<FitProgress>());
        _ = SvdPlusPlusModel.Fit(rows, Factors + 1, Options with { Rate = 1e30f, Patience = 2 }, new Rng(7), passes.Add);
        Assert.Equal([1, 2, 3], passes.Select(pass => pass.Pass));
        Assert.All(passes, pass => Assert.False(pass.ValidationError < double.PositiveInfinity));
    }

    [Fact]
    public void Vectors_order_by_the_expected_rating()
    {
        var model = SvdPlusPlusModel.Fit(Training, Factors + 1, Options, new Rng(7));
        int[] OrderBy(Func<int, float> score) => [.. Enumerable.Range(0, Items).OrderBy(score)];
        Assert.Equal(
            OrderBy(item => model.Predict(6, item)),
            OrderBy(item => Drr.Tensors.Reference.Reductions.Dot(model.Users.Row(6), model.Items.Row(item))));
    }

    [Fact]
    public void No_vector_near_a_folded_in_one_fits_the_rows_better()
    {
        var model = SvdPlusPlusModel.Fit(Training, Factors + 1, Options, new Rng(7));
        Rating[] rows = [.. Training.TrainingOf(5)];
        var user = new float[Factors + 1];
        model.FoldIn(rows, user, out var bias);
        Assert.Equal(1, user[^1]);
        double[] implied = [.. Enumerable.Range(0, Factors).Select(
            f => rows.Sum(row => model.Implied.Row(row.Item)[f]) / Math.Sqrt(rows.Length))];
        var least = Loss(user, bias, rows);
        for (var i = 0; i <= Factors; i++)
        {
            var moved = user.ToArray();
            moved[i] += i < Factors ? 0.01f : 0;
            Assert.True(Loss(moved, i < Factors ? bias : bias + 0.01f, rows) > least);
        }

        double Loss(float[] vector, double offset, Rating[] own)
        {
            var sum = 0.0;
            foreach (var row in own)
            {
                var dot = Drr.Tensors.Reference.Reductions.Dot(vector, model.Items.Row(row.Item));
                sum += Math.Pow(row.Value - model.Mean - offset - dot, 2);
                sum += Options.Penalty
                    * ((offset * offset) + Enumerable.Range(0, Factors).Sum(f => Math.Pow(vector[f] - implied[f], 2)));
            }

            return sum;
        }
    }

    [Fact]
    public void It_learns_and_keeps_the_pass_that_validates_best()
    {
        var one = SvdPlusPlusModel.Fit(Training, Factors + 1, Options with { Passes = 1 }, new Rng(7));
        var many = SvdPlusPlusModel.Fit(
            Training, Factors + 1, Options with { Passes = 200, RateDecay = 1, Penalty = 0.01f }, new Rng(7));
        Assert.True(many.Error(Training.Training) < 0.5 * one.Error(Training.Training));

        RowRole[] roles =
            [.. Enumerable.Range(0, Dataset.Ratings.Length).Select(row => row % 4 == 0 ? RowRole.Validation : RowRole.Train)];
        var validated = new FitRows(Dataset, roles);
        double Error(int passes) => SvdPlusPlusModel
            .Fit(validated, Factors + 1, Options with { Passes = passes, Patience = 200 }, new Rng(7))
            .Error(validated.Validation);
        Assert.Equal(Enumerable.Range(1, 40).Min(Error), Error(40), 1e-6);
    }

    /// <summary>The same in double precision, written as Koren's formulas, with loops over single numbers.</summary>
    private sealed class Plain
    {
        private readonly double[,] _p, _q, _y;
        private readonly double[] _bu = new double[Users], _bi = new double[Items];
        private readonly double _mean = Training.Training.ToArray().Average(row => (double)row.Value);

        public Plain(Rng rng)
        {
            (_p, _q, _y) = (Start(Users), Start(Items), Start(Items));
            int[] users = [.. Enumerable.Range(0, Users)];
            for (var (pass, rate) = (0, (double)Options.Rate); pass < Options.Passes; pass++, rate *= Options.RateDecay)
            {
                rng.Shuffle<int>(users);
                foreach (var user in users)
                {
                    Step(user, rate);
                }
            }

            double[,] Start(int rows)
            {
                var values = new double[rows, Factors];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i / Factors, i % Factors] = Options.InitialSpread * rng.NextGaussian();
                }

                return values;
            }
        }

        public double Predict(int u, int i)
        {
            var sum = _mean + _bu[u] + _bi[i];
            for (var f = 0; f < Factors; f++)
            {
                sum += _q[i, f] * (_p[u, f] + Implied(u, f));
            }

            return sum;
        }

        private void Step(int u, double rate)
        {
            double[] implied = [.. Enumerable.Range(0, Factors).Select(f => Implied(u, f))];
            var gradient = new double[Factors];
            foreach (var row in Training.TrainingOf(u))
            {
                var (i, error) = (row.Item, row.Value - Predict(u, row.Item));
                _bu[u] += rate * (error - (Options.Penalty * _bu[u]));
                _bi[i] += rate * (error - (Options.Penalty * _bi[i]));
                for (var f = 0; f < Factors; f++)
                {
                    var (p, q) = (_p[u, f], _q[i, f]);
                    gradient[f] += error * q;
                    _p[u, f] += rate * ((error * q) - (Options.Penalty * p));
                    _q[i, f] += rate * ((error * (p + implied[f])) - (Options.Penalty * q));
                }
            }

            foreach (var row in Training.TrainingOf(u))
            {
                for (var f = 0; f < Factors; f++)
                {
                    var step = (gradient[f] / Math.Sqrt(Training.TrainingOf(u).Length)) - (Options.Penalty * _y[row.Item, f]);
                    _y[row.Item, f] += rate * step;
                }
            }
        }

        private double Implied(int u, int f)
        {
            var rows = Training.TrainingOf(u).ToArray();
            return rows.Sum(row => _y[row.Item, f]) / Math.Sqrt(Math.Max(1, rows.Length));
        }
    }
}
