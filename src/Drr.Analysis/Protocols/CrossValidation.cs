using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using MathNet.Numerics.Statistics;

namespace Drr.Analysis.Protocols;

/// <summary>Five folds over the ratings. A model sees who liked what in four of them and ranks all films that the user did not
/// rate there; relevant is what the user liked in the fifth. Users who liked nothing there are left out.</summary>
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
            var parts = new Fold(dataset, foldOf, fold);
            results[fold] = Evaluate(dataset, parts, rng, cancellation);
            users += parts.Users.Count;
            progress?.Report(new("cross-validate", fold + 1, Folds));
        }

        var rows = results[0].Select((first, model) => new CrossValidationRow(first.Model, ListQuality.Names
            .Select((name, i) => (name, FoldSpread.Of([.. results.Select(fold => fold[model].Values[i])]))).ToDictionary()));
        return new(Folds, Factors, Liking.From(dataset.Scale), (double)users / Folds, seed, [.. rows]);
    }

    private static List<(string Model, double[] Values)> Evaluate(
        RatingDataset dataset, Fold fold, Rng rng, CancellationToken cancellation)
    {
        var rows = fold.Rows;
        var directions = Directions(rows, Factors, rng.Fork("svd"), cancellation);
        var (itemCosine, popularity) = (CooccurrenceScorer.Cosine(rows), PopularityScorer.OfRatings(dataset, fold.Roles));
        Func<IScorer>[] models = // one for each thread where a scorer has memory of its own
        [
            () => ProjectionScorer(directions), () => itemCosine, () => new UserCosineScorer(rows, int.MaxValue),
            () => popularity,
        ];
        return [.. models.Select(model => (model().Name, Measure(model, dataset.Items.Count, fold, cancellation)))];
    }

    /// <summary>Each item's direction V of the truncated SVD B = W·S·Vᵀ of who liked what, [items, factors].</summary>
    internal static Tensor Directions(FitRows rows, int factors, Rng rng, CancellationToken cancellation)
    {
        var model = SvdModel.Fit(rows, factors, new SvdOptions { CountExponent = 0 }, rng, null, cancellation);
        float[] inverse = [.. model.SingularValues.Select(value => value > 0 ? 1 / value : 0)];
        for (var item = 0; item < rows.ItemCount; item++)
        {
            Arithmetic.Multiply(model.Items.Row(item), inverse, model.Items.Row(item)); // of V·S
        }

        return model.Items;
    }

    /// <summary>The user's row of B·V·Vᵀ: what the user liked, projected onto the directions.</summary>
    internal static ItemVectorScorer ProjectionScorer(Tensor directions) =>
        new("truncated SVD", directions, [.. Enumerable.Repeat(1f, directions.Shape.Rows)]);

    private static double[] Measure(Func<IScorer> model, int items, Fold fold, CancellationToken cancellation)
    {
        var qualities = new double[fold.Users.Count][]; // a place for each user: the sum's order does not depend on threads
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, qualities.Length, parallel, () => (Scorer: model(), Scores: new float[items]), (i, _, own) =>
        {
            var (user, list) = (fold.Users[i], new int[ListQuality.Depth]);
            var shown = Recommender.List(own.Scorer, fold.Known(user), hidden: [], own.Scores, list);
            qualities[i] = ListQuality.Of(list.AsSpan(0, shown), fold.ToFind(user)).Values;
            return own;
        }, _ => { });
        return [.. ListQuality.Names.Select((_, i) => qualities.Average(values => values[i]))];
    }
}

/// <summary>The models that factorise or compare rows of the matrix of who liked what, cross-validated.</summary>
/// <param name="Folds">Parts of the ratings; each is tested once.</param>
/// <param name="Factors">Of the truncated SVD.</param>
/// <param name="LikedFrom">A rating of this or more is liked.</param>
/// <param name="UsersPerFold">Users with a liked rating to find, mean over folds.</param>
/// <param name="Seed">Of the folds' random choice.</param>
/// <param name="Rows">One for each model.</param>
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
        var (mean, deviation) = folds.MeanStandardDeviation();
        return new(mean, deviation, folds);
    }
}
