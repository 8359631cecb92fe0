using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Analysis.Protocols;
using Drr.Tensors;
using Drr.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Analysis.Tests.Protocols;

public sealed class CrossValidationTests
{
    private const int Users = 40, Films = 25;
    private static readonly RatingDataset s_data = SmallData.Plain(Users, Films, [.. Ratings()]);
    private static readonly FitRows s_liked = new(
        s_data, [.. s_data.Ratings.ToArray().Select(rating => rating.Value >= 4 ? RowRole.Train : RowRole.State)]);
    private static readonly Matrix<double> s_b = Dense();

    [Fact]
    public void Item_cosine_equals_the_matrix_of_cosines()
    {
        var cosines = Matrix<double>.Build.Dense(Films, Films, (a, i) => Cosine(s_b.Column(a), s_b.Column(i)));
        Equal(s_b * cosines, CooccurrenceScorer.Cosine(s_liked));
    }

    [Fact]
    public void User_cosine_equals_the_matrix_of_cosines_with_others_but_for_the_users_own_length()
    {
        var cosines = Matrix<double>.Build.Dense(Users, Users, (u, w) => s_b.Row(u).L2Norm() * Cosine(s_b.Row(u), s_b.Row(w)));
        var others = cosines - Matrix<double>.Build.DiagonalOfDiagonalVector(cosines.Diagonal());
        Equal(others * s_b, new UserCosineScorer(s_liked, int.MaxValue));
    }

    [Fact]
    public void Truncated_svd_equals_the_full_one_cut_off()
    {
        var kept = s_b.Svd().VT.SubMatrix(0, 5, 0, Films);
        var directions = CrossValidation.Directions(s_liked, 5, new Rng(3), default);
        Equal(s_b * kept.Transpose() * kept, CrossValidation.ProjectionScorer(directions), 1e-4);
    }

    [Fact]
    public void A_fold_parts_what_is_known_from_what_is_to_find()
    {
        float[] stars = [5, 3, 4, 2];
        var data = SmallData.Plain(1, 4, [.. stars.Select((value, film) => new Rating(0, film, value, film))]);
        var fold = new Fold(data, [0, 0, 1, 1], tested: 1);
        Assert.Equal([0, 1], fold.Known(0).Used.ToArray());
        Assert.Equal([0], fold.Known(0).Items);
        Assert.Equal([data.Ratings[0]], fold.Rows.Training.ToArray());
        Assert.Equal([2], fold.ToFind(0));
        Assert.Equal([0], fold.Users);
    }

    [Fact]
    public void Five_folds_of_everything_give_every_model_a_row_and_the_same_bits_again()
    {
        var report = SmallData.CrossValidate(s_data, 4);
        Assert.Equal(["truncated SVD", "item cosine", "user cosine", "popularity"], report.Rows.Select(row => row.Model));
        Assert.All(report.Rows, row => Assert.All(row.Values.Values, spread => Assert.Equal(5, spread.Folds.Count)));
        Assert.All(report.Rows, row => Assert.All(row.Values.Values, spread => Assert.InRange(spread.Mean, 0.02, 1)));
        var again = SmallData.CrossValidate(s_data, 4);
        Assert.Equal(Precisions(report), Precisions(again));
        Assert.NotEqual(Precisions(report), Precisions(SmallData.CrossValidate(s_data, 5)));

        static IEnumerable<double> Precisions(CrossValidationReport report) =>
            report.Rows.SelectMany(row => row.Values["P@10"].Folds);
    }

    [Fact]
    public void A_spread_is_as_worked_by_hand()
    {
        var spread = FoldSpread.Of([1, 2, 3, 4]);
        Assert.Equal((2.5, Math.Sqrt(5.0 / 3)), (spread.Mean, spread.Deviation));
    }

    [Fact]
    public void Nothing_liked_is_refused()
    {
        var data = SmallData.Plain(2, 5, [.. SmallData.Block([0, 1], Enumerable.Range(0, 5), (_, _) => 3)]);
        Assert.Throws<InvalidDataException>(() => SmallData.CrossValidate(data, 1));
    }

    [Theory]
    [InlineData(1, 5, 1, 4)]
    [InlineData(0.5f, 5, 0.5f, 4)]
    public void Liked_is_four_stars_or_more(float min, float max, float step, float from) =>
        Assert.Equal(from, Liking.From(new RatingScale(min, max, step)));

    private static void Equal(Matrix<double> expected, IScorer actual, double relative = 1e-5)
    {
        var scores = new float[Films];
        for (var user = 0; user < Users; user++)
        {
            int[] liked = [.. s_liked.TrainingOf(user).ToArray().Select(rating => rating.Item)];
            var known = new Observation(liked.Length);
            known.Start(user, liked, new float[liked.Length]);
            actual.Score(known, scores);
            Close.Assert([.. expected.Row(user).Select(value => (float)value)], scores, relative, relative, actual.Name);
        }
    }

    private static double Cosine(Vector<double> x, Vector<double> y) =>
        x.L2Norm() * y.L2Norm() is > 0 and var length ? x.DotProduct(y) / length : 0;

    private static Matrix<double> Dense()
    {
        var b = Matrix<double>.Build.Dense(Users, Films);
        foreach (var rating in s_liked.Training)
        {
            b[rating.User, rating.Item] = 1;
        }

        return b;
    }

    private static IEnumerable<Rating> Ratings()
    {
        var rng = new Rng(11);
        for (var user = 0; user < Users; user++)
        {
            for (var film = 0; film < Films; film++)
            {
                if (rng.NextDouble() < 0.6)
                {
                    yield return new(user, film, 1 + rng.NextInt(5), film);
                }
            }
        }
    }
}
