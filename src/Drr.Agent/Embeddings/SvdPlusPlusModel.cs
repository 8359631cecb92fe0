using System.ComponentModel.DataAnnotations;
using Drr.Agent.Data;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>SVD++ (Koren 2008): rating = mean + b_u + b_i + q_i·(p_u + |N(u)|^-1/2·sum of y_j over N(u)), N(u) the items of the
/// user's training rows. What a user chose to rate tells of their taste, whatever the stars.</summary>
/// <remarks>As in <see cref="PmfModel"/> the item's bias is a coordinate: u = [p_u + .., 1], v = [q, b_i].</remarks>
internal sealed class SvdPlusPlusModel : IEmbeddingModel
{
    private readonly float[] _userBiases;
    private readonly float _penalty;

    internal SvdPlusPlusModel(Tensor users, float[] userBiases, Tensor items, Tensor implied, float mean, float penalty) =>
        (Users, _userBiases, Items, Implied, Mean, _penalty) = (users, userBiases, items, implied, mean, penalty);

    /// <inheritdoc/>
    public Tensor Users { get; }

    /// <inheritdoc/>
    public Tensor Items { get; }

    /// <summary>y, [items, k - 1]: the part of a user's vector for having rated an item, whatever the stars; zero where the item
    /// has no training row.</summary>
    public Tensor Implied { get; }

    /// <summary>Mean rating of the training rows.</summary>
    public float Mean { get; }

    /// <summary>Fits by stochastic gradient descent and keeps the pass with the lowest validation error (the last one,
    /// without validation rows).</summary>
    /// <param name="rows">What may be seen.</param>
    /// <param name="size">Width k of a vector: k - 1 factors and a bias; 2 or more.</param>
    /// <param name="options">Passes, rates, penalty.</param> <param name="rng">Start values and the order of the users.</param>
    /// <param name="progress">Called after each pass, with errors in stars; the training error of a row is
    /// taken before its own step.</param>
    /// <param name="cancellation">Stops the fit.</param>
    public static SvdPlusPlusModel Fit(
        FitRows rows, int size, SvdPlusPlusOptions options, Rng rng, Action<FitProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rng);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        var descent = new SvdPlusPlusDescent(rows, size - 1, options, rng);
        return RatingFactors.BestPass(
            rows, options.Passes, options.Patience, () => (descent.Pass(cancellation), descent.Model(cancellation)),
            model => model.Error(rows.Validation), progress);
    }

    /// <summary>The expected rating, not clipped. Allocates nothing.</summary>
    public float Predict(int user, int item) => Mean + _userBiases[user] + Reductions.Dot(Users.Row(user), Items.Row(item));

    /// <summary>Root mean square error on some rows; NaN for none.</summary>
    public double Error(ReadOnlySpan<Rating> rows) => RatingFactors.Error(rows, Predict);

    /// <inheritdoc/>
    /// <remarks>The sum of y_j follows from the rows; p_u and b_u follow by ridge regression in closed form, with the penalty
    /// that descent applies: one share for each row.</remarks>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user) => FoldIn(rows, user, out _);

    /// <summary>As above, and the user's bias.</summary>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user, out float bias)
    {
        var implied = new float[Items.Shape.Columns - 1];
        AddImplied(Implied, rows, implied);
        RatingFactors.FoldIn(Items, Mean, _penalty, rows, implied, user, out bias);
    }

    /// <summary>vector += |N|^-1/2·sum of y_j.</summary>
    /// <param name="y">[items, k - 1]</param> <param name="rows">N.</param> <param name="vector">[k - 1]</param>
    internal static void AddImplied(Tensor y, ReadOnlySpan<Rating> rows, Span<float> vector)
    {
        foreach (var row in rows)
        {
            Arithmetic.AddScaled(y.Row(row.Item), Share(rows.Length), vector);
        }
    }

    /// <summary>|N|^-1/2; 1 for none.</summary>
    internal static float Share(int rows) => 1 / MathF.Sqrt(Math.Max(1, rows));
}

/// <summary>Stochastic gradient descent of <see cref="SvdPlusPlusModel"/>. The defaults were chosen on
/// validation rows of ML-1M.</summary>
public sealed record SvdPlusPlusOptions
{
    /// <summary>Passes over the training rows at most, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Passes { get; init; } = 40;

    /// <summary>Passes without a better validation error after which to stop; the best pass is kept. 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Patience { get; init; } = 2;

    /// <summary>Learning rate of the first pass, above 0.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float Rate { get; init; } = 0.02f;

    /// <summary>The rate is multiplied by this after each pass, in (0, 1].</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float RateDecay { get; init; } = 0.92f;

    /// <summary>lambda: L2 weight a rating, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float Penalty { get; init; } = 0.05f;

    /// <summary>Standard deviation of the factors at the start, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float InitialSpread { get; init; } = 0.1f;
}
