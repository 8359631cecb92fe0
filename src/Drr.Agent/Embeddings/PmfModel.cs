using System.ComponentModel.DataAnnotations;
using Drr.Agent.Data;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>Probabilistic matrix factorisation with biases: rating = mean + b_u + b_i + p·q.</summary>
/// <remarks>Mnih and Salakhutdinov (2007); biases as in Koren, Bell and Volinsky (2009). The item's bias is a coordinate, so that
/// an inner product orders items: u = [p, 1], v = [q, b_i], rating = mean + b_u + u·v.</remarks>
internal sealed class PmfModel : IEmbeddingModel
{
    private readonly float _penalty;
    private readonly RatingScale _scale;
    private readonly float[] _userBiases;

    /// <summary>A model over known vectors.</summary>
    /// <param name="users">[users, k], the last coordinate 1.</param> <param name="userBiases">[users]</param>
    /// <param name="items">[items, k], the last coordinate the item's bias.</param>
    /// <param name="mean">Added to every prediction.</param>
    /// <param name="scale">Where predictions are clipped.</param> <param name="penalty">lambda of the fold-in, a row.</param>
    public PmfModel(Tensor users, float[] userBiases, Tensor items, float mean, RatingScale scale, float penalty) =>
        (Users, _userBiases, Items, Mean, _scale, _penalty) = (users, userBiases, items, mean, scale, penalty);

    /// <inheritdoc/>
    public Tensor Users { get; }

    /// <inheritdoc/>
    public Tensor Items { get; }

    /// <summary>Mean rating of the training rows.</summary>
    public float Mean { get; }

    /// <summary>Fits by stochastic gradient descent and keeps the pass with the lowest validation error (the last one,
    /// without validation rows).</summary>
    /// <param name="rows">What may be seen.</param>
    /// <param name="size">Width k of a vector: k - 1 factors and a bias; 2 or more.</param>
    /// <param name="options">Passes, rates and penalty.</param> <param name="rng">Start values and the order of the rows.</param>
    /// <param name="progress">Called after each pass, with errors in stars; the training error of a row is
    /// taken before its own step.</param>
    /// <param name="cancellation">Stops the fit.</param>
    public static PmfModel Fit(
        FitRows rows, int size, PmfOptions options, Rng rng, Action<FitProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        var descent = new PmfDescent(rows, size - 1, options, rng);
        return RatingFactors.BestPass(
            rows, options.Passes, options.Patience, () => (descent.Pass(cancellation), descent.Model(cancellation)),
            model => model.Error(rows.Validation), progress);
    }

    /// <summary>The expected rating, clipped to the scale. Allocates nothing.</summary>
    public float Predict(int user, int item) =>
        Math.Clamp(Mean + _userBiases[user] + Reductions.Dot(Users.Row(user), Items.Row(item)), _scale.Min, _scale.Max);

    /// <summary>Root mean square error of <see cref="Predict"/> on some rows; NaN for none.</summary>
    public double Error(ReadOnlySpan<Rating> rows) => RatingFactors.Error(rows, Predict);

    /// <inheritdoc/>
    /// <remarks>Ridge regression in closed form, with the penalty that descent applies: one share for each row.</remarks>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user) => FoldIn(rows, user, out _);

    /// <summary>As above, and the user's bias.</summary>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user, out float bias) =>
        RatingFactors.FoldIn(Items, Mean, _penalty, rows, implied: [], user, out bias);
}

/// <summary>Stochastic gradient descent on the ratings. The defaults were chosen on validation rows of ML-1M.</summary>
public sealed record PmfOptions
{
    /// <summary>Passes over the training rows at most, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Passes { get; init; } = 30;

    /// <summary>Passes without a better validation error after which to stop; the best pass is kept. 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Patience { get; init; } = 3;

    /// <summary>Learning rate of the first pass, above 0.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float Rate { get; init; } = 0.05f;

    /// <summary>The rate is multiplied by this after each pass, in (0, 1].</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float RateDecay { get; init; } = 0.85f;

    /// <summary>lambda: L2 weight a rating, on both of its vectors, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float Penalty { get; init; } = 0.06f;

    /// <summary>Whether users and items have biases; without them it is the model of Mnih and Salakhutdinov.</summary>
    public bool Biases { get; init; } = true;

    /// <summary>Standard deviation of the factors at the start, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float InitialSpread { get; init; } = 0.1f;
}
