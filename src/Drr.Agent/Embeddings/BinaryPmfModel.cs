using System.ComponentModel.DataAnnotations;
using Drr.Agent.Data;
using Drr.Agent.LinearAlgebra;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>Factorisation of who rated what: minimises Σ_rated (1 - u·v)² + w0·Σ_unrated (u·v)² + λ·(|U|² + |V|²).</summary>
/// <remarks>Hu, Koren and Volinsky (2008). Weighting every unrated pair by w0 is what drawing m of them for each rated pair does
/// on average, with w0 = m·density / (1 - density).</remarks>
internal sealed class BinaryPmfModel : IEmbeddingModel
{
    private readonly BinaryPmfOptions _options;
    private readonly float[] _gram; // w0·VᵀV

    private BinaryPmfModel(Tensor users, Tensor items, BinaryPmfOptions options) =>
        (Users, Items, _options, _gram) = (users, items, options, WeightedGram(items, options));

    /// <inheritdoc/>
    public Tensor Users { get; }

    /// <inheritdoc/>
    public Tensor Items { get; }

    /// <summary>Fits by alternating least squares: all users given the items, all items given the users, and so on.</summary>
    /// <param name="rows">What may be seen.</param> <param name="size">Width k of a vector, 1 or more.</param>
    /// <param name="options">Weights and passes.</param> <param name="rng">Item vectors at the start.</param>
    /// <param name="progress">Called after each pass; the error is that of the rated pairs, whose target is 1.</param>
    /// <param name="cancellation">Stops the fit.</param>
    public static BinaryPmfModel Fit(
        FitRows rows, int size, BinaryPmfOptions options, Rng rng, Action<FitProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rng);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var (users, items) = (new Tensor(new Shape(rows.UserCount, size)), new Tensor(new Shape(rows.ItemCount, size)));
        foreach (ref var value in items.Span)
        {
            value = (float)(options.InitialSpread * rng.NextGaussian());
        }

        for (var pass = 1; pass <= options.Passes; pass++)
        {
            SolveRows(rows.ByUser, items, options, users, cancellation);
            SolveRows(rows.ByItem, users, options, items, cancellation);
            progress?.Invoke(new FitProgress(pass, Error(rows, users, items), double.NaN));
        }

        var model = new BinaryPmfModel(users, items, options);
        for (var user = 0; user < rows.UserCount; user++)
        {
            cancellation.ThrowIfCancellationRequested();
            model.FoldIn(rows.KnownOf(user), users.Row(user));
        }

        return model;
    }

    /// <inheritdoc/>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user)
    {
        var items = new int[rows.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = rows[i].Item;
        }

        Solve(new RidgeRegression(Items.Shape.Columns), items, Items, _gram, _options, user);
    }

    private static void SolveRows(
        SparseMatrix rated, Tensor others, BinaryPmfOptions options, Tensor vectors, CancellationToken cancellation)
    {
        var (gram, ridge) = (WeightedGram(others, options), new RidgeRegression(others.Shape.Columns));
        for (var row = 0; row < rated.RowCount; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Solve(ridge, rated.ColumnsOf(row), others, gram, options, vectors.Row(row));
        }
    }

    /// <summary>The vector of one user (item) given those of the items (users) that it is rated with.</summary>
    private static void Solve(
        RidgeRegression ridge, ReadOnlySpan<int> rated, Tensor others, float[] gram, BinaryPmfOptions options, Span<float> vector)
    {
        var width = others.Shape.Columns;
        var (x, targets) = (new float[rated.Length * width], new float[rated.Length]);
        Rows.Gather(others.Span, width, rated, x);
        Array.Fill(targets, 1);
        // A rated pair has weight 1 in all, of which the gram over all pairs holds w0 already.
        ridge.Solve(x, targets, 1 - options.UnratedWeight, gram, options.Penalty, vector);
    }

    private static float[] WeightedGram(Tensor vectors, BinaryPmfOptions options)
    {
        var (rows, width) = (vectors.Shape.Rows, vectors.Shape.Columns);
        var gram = new float[width * width];
        MatMul.AtB(vectors.Span, vectors.Span, width, rows, width, gram);
        Arithmetic.Scale(gram, options.UnratedWeight, gram);
        return gram;
    }

    private static double Error(FitRows rows, Tensor users, Tensor items)
    {
        var sum = 0.0;
        foreach (var row in rows.Training)
        {
            var error = 1 - Reductions.Dot(users.Row(row.User), items.Row(row.Item));
            sum += error * error;
        }

        return Math.Sqrt(sum / rows.Training.Length);
    }
}

/// <summary>Matrix factorisation of who rated what, by alternating least squares.</summary>
public sealed record BinaryPmfOptions
{
    /// <summary>w0, the weight of an unrated pair (target 0) beside weight 1 of a rated one (target 1); in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public float UnratedWeight { get; init; } = 0.5f;

    /// <summary>lambda: L2 weight of a vector, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float Penalty { get; init; } = 30;

    /// <summary>Passes over users and items, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Passes { get; init; } = 6;

    /// <summary>Standard deviation of the item vectors at the start, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float InitialSpread { get; init; } = 0.1f;

    /// <summary>The table's item vectors are divided by their length to this power, in [0, 1]: 1 makes unit vectors.</summary>
    [Range(0.0, 1.0)]
    public float NormExponent { get; init; } = 0.5f;
}
