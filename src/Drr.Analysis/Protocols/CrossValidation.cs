using Drr.Agent;
using Drr.Agent.Data;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Analysis.Protocols;

/// <summary>Five folds over the ratings. A model sees who liked what in four of them and ranks all films that the user did not
/// rate there; relevant is what the user liked in the fifth. Users with nothing to find are left out.</summary>
public static class CrossValidation
{
    private const int Folds = 5, Factors = 50;

    /// <summary>Cross-validates the models on a data set.</summary>
    /// <exception cref="InvalidDataException">The data are too few: a fold holds no liked rating.</exception>
    public static CrossValidationReport Of(
        RatingDataset dataset, ulong seed, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var rng = new Rng(seed).Fork("cross-validation");
        var order = Enumerable.Range(0, dataset.Ratings.Length).ToArray();
        rng.Shuffle<int>(order);
        var foldOf = new byte[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            foldOf[order[place]] = (byte)(place % Folds);
        }

        var results = new List<(string Model, double[] Values)>[Folds];
        var users = 0;
        for (var fold = 0; fold < Folds; fold++)
        {
            results[fold] = Evaluate(new Fold(dataset, foldOf, fold), rng, cancellation, ref users);
            progress?.Report(new("cross-validate", fold + 1, Folds));
        }

        var rows = results[0].Select((first, model) => new CrossValidationRow(first.Model, ListQuality.Names
            .Select((name, i) => (name, FoldSpread.Of([.. results.Select(fold => fold[model].Values[i])]))).ToDictionary()));
        return new(Folds, Factors, Liking.From(dataset.Scale), (double)users / Folds, seed, [.. rows]);
    }

    private static List<(string Model, double[] Values)> Evaluate(
        Fold fold, Rng rng, CancellationToken cancellation, ref int users)
    {
        var liked = new LikedMatrix(fold.Liked, fold.Dataset.Users.Count, fold.Dataset.Items.Count);
        IRecommender[] models =
        [
            new SvdRecommender(fold.Dataset, fold.Liked, Factors, rng.Fork("svd"), cancellation),
            NeighbourRecommender.ItemCosine(liked), NeighbourRecommender.UserCosine(liked), new CountRecommender(liked),
        ];
        int[] tested = [.. Enumerable.Range(0, liked.Users).Where(user => fold.ToFind[user].Count > 0)];
        users += tested.Length;
        return [.. models.Select(model => (model.Name, Measure(model, fold, tested, cancellation)))];
    }

    private static double[] Measure(IRecommender model, Fold fold, int[] users, CancellationToken cancellation)
    {
        var qualities = new double[users.Length][]; // a place for each user: the sum's order does not depend on threads
        Parallel.For(0, users.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            var scores = new float[fold.Dataset.Items.Count];
            var list = new int[ListQuality.Depth];
            model.Score(users[i], scores);
            foreach (var item in fold.Seen[users[i]])
            {
                scores[item] = float.NegativeInfinity;
            }

            var shown = Ranking.TopK(scores, list);
            qualities[i] = ListQuality.Of(list.AsSpan(0, shown), fold.ToFind[users[i]]).Values;
        });
        return [.. ListQuality.Names.Select((_, i) => qualities.Average(values => values[i]))];
    }
}

/// <summary>The models that factorise or compare rows of the matrix of who liked what, cross-validated.</summary>
/// <param name="Folds">Parts of the ratings; each is tested once.</param>
/// <param name="Factors">Of the truncated SVD.</param>
/// <param name="LikedFrom">A rating of this or more is liked.</param>
/// <param name="UsersPerFold">Users with a liked rating to find, mean over folds.</param>
/// <param name="Seed">Deals the ratings out.</param>
/// <param name="Rows">A model each.</param>
public sealed record CrossValidationReport(
    int Folds, int Factors, float LikedFrom, double UsersPerFold, ulong Seed, IReadOnlyList<CrossValidationRow> Rows);

/// <summary>One model's line.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Values">By the name of the measure.</param>
public sealed record CrossValidationRow(string Model, IReadOnlyDictionary<string, FoldSpread> Values);

/// <summary>A measure over the folds.</summary>
/// <param name="Mean">The mean of the folds' values.</param>
/// <param name="Deviation">Their standard deviation (of a sample).</param>
/// <param name="Folds">The values.</param>
public sealed record FoldSpread(double Mean, double Deviation, IReadOnlyList<double> Folds)
{
    /// <summary>The spread of two values or more.</summary>
    public static FoldSpread Of(IReadOnlyList<double> folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        var mean = folds.Average();
        return new(mean, Math.Sqrt(folds.Sum(value => (value - mean) * (value - mean)) / (folds.Count - 1)), folds);
    }
}
