using System.ComponentModel.DataAnnotations;
using Drr.Agent.Data;
using Drr.Agent.LinearAlgebra;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>Truncated SVD B = W·S·Vᵀ of the users x items matrix B of who rated what, each item's column divided by
/// a power of its count.</summary>
/// <remarks>Item vectors are the rows of V·S, whose inner products are those of B's columns as far as rank k goes: a smoothed
/// item-item similarity. A user's vector is the sum of the rated items' vectors, each divided by that power again.</remarks>
public sealed class SvdModel : IEmbeddingModel
{
    private SvdModel(Tensor users, Tensor items, IReadOnlyList<float> singularValues, float[] weights) =>
        (Users, Items, SingularValues, SumWeights) = (users, items, singularValues, weights);

    /// <inheritdoc/>
    public Tensor Users { get; }

    /// <inheritdoc/>
    public Tensor Items { get; }

    /// <summary>[items]: count^-exponent; 0 without a training row.</summary>
    public float[] SumWeights { get; }

    /// <summary>The k largest, descending; 0 beyond the matrix's rank.</summary>
    public IReadOnlyList<float> SingularValues { get; }

    /// <summary>Decomposes the matrix of the training rows.</summary>
    /// <param name="rows">What may be seen.</param> <param name="size">Width k of a vector, 1 or more.</param>
    /// <param name="options">Exponent and effort.</param> <param name="rng">The directions at the start.</param>
    /// <param name="progress">Called after each pass; the error is that of B in the directions found, relative to B.</param>
    /// <param name="cancellation">Stops the fit.</param>
    public static SvdModel Fit(
        FitRows rows, int size, SvdOptions options, Rng rng, Action<FitProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rng);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var weights = new float[rows.ItemCount];
        foreach (var row in rows.Training)
        {
            weights[row.Item]++;
        }

        foreach (ref var weight in weights.AsSpan())
        {
            weight = weight == 0 ? 0 : (float)Elementary.Pow(weight, -options.CountExponent);
        }

        var (items, values) = TruncatedSvd.Of(
            rows.ByUser.ScaleColumns(weights), size, options.Oversampling, options.Passes, rng,
            (pass, outside) => progress?.Invoke(new(pass, outside, double.NaN)), cancellation);
        for (var item = 0; item < rows.ItemCount; item++)
        {
            Arithmetic.Multiply(items.Row(item), values, items.Row(item));
        }

        var model = new SvdModel(new Tensor(new Shape(rows.UserCount, size)), items, values, weights);
        for (var user = 0; user < rows.UserCount; user++)
        {
            cancellation.ThrowIfCancellationRequested();
            model.FoldIn(rows.KnownOf(user), model.Users.Row(user));
        }

        return model;
    }

    /// <inheritdoc/>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user)
    {
        user.Clear();
        foreach (var row in rows)
        {
            Arithmetic.AddScaled(Items.Row(row.Item), SumWeights[row.Item], user);
        }
    }
}

/// <summary>Truncated SVD of who rated what, with popular items weighted down.</summary>
public sealed record SvdOptions
{
    /// <summary>An item's column is divided by its count of training rows to this power, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public float CountExponent { get; init; } = 0.4f;

    /// <summary>Passes of the subspace iteration, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Passes { get; init; } = 8;

    /// <summary>Extra directions in the iteration beyond those kept, 0 or more: with more of them
    /// fewer passes are needed.</summary>
    [Range(0, int.MaxValue)]
    public int Oversampling { get; init; } = 20;

    /// <summary>The table's item vectors are divided by their length to this power, in [0, 1]: 1 makes unit vectors.</summary>
    [Range(0.0, 1.0)]
    public float NormExponent { get; init; } = 0.5f;
}
