using Drr.Agent.Data;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>Probabilistic matrix factorisation with biases: rating = mean + b_u + b_i + p·q.</summary>
/// <remarks>Mnih and Salakhutdinov (2007); biases as in Koren, Bell and Volinsky (2009). The item's bias is a coordinate, so that
/// an inner product orders items: u = [p, 1], v = [q, b_i], rating = mean + b_u + u·v.</remarks>
public sealed class PmfModel : IEmbeddingModel
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

    /// <summary>Fits by stochastic gradient descent and keeps the pass with the lowest validation error (the last one, without
    /// validation rows).</summary>
    /// <param name="rows">What may be seen.</param>
    /// <param name="size">Width k of a vector: k - 1 factors and a bias; 2 or more.</param>
    /// <param name="options">Passes, rates and penalty.</param> <param name="rng">Start values and the order of the rows.</param>
    /// <param name="progress">Told after each pass, in stars; in training each row's error is taken before its own step.</param>
    public static PmfModel Fit(FitRows rows, int size, PmfOptions options, Rng rng, Action<FitProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        var descent = new PmfDescent(rows, size - 1, options, rng);
        PmfModel? best = null;
        var (bestError, bestPass) = (double.PositiveInfinity, 0);
        for (var pass = 1; pass <= options.Passes && pass - bestPass <= options.Patience; pass++)
        {
            var trainingError = descent.Pass();
            var model = descent.Model();
            var validationError = model.Error(rows.Validation);
            progress?.Invoke(new FitProgress(pass, trainingError, validationError));
            if (best is null || rows.Validation.IsEmpty || validationError < bestError)
            {
                (best, bestError, bestPass) = (model, validationError, pass);
            }
        }

        return best!;
    }

    /// <summary>The expected rating, clipped to the scale. Allocates nothing.</summary>
    public float Predict(int user, int item) =>
        Math.Clamp(Mean + _userBiases[user] + Reductions.Dot(Users.Row(user), Items.Row(item)), _scale.Min, _scale.Max);

    /// <summary>Root mean square error of <see cref="Predict"/> on some rows; NaN for none.</summary>
    public double Error(ReadOnlySpan<Rating> rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            var error = row.Value - Predict(row.User, row.Item);
            sum += error * error;
        }

        return Math.Sqrt(sum / rows.Length);
    }

    /// <inheritdoc/>
    /// <remarks>Ridge regression in closed form, with the penalty that descent applies: one share for each row.</remarks>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user) => FoldIn(rows, user, out _);

    /// <summary>As above, and the user's bias.</summary>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user, out float bias)
    {
        // The unknowns are [p, b_u], k of them as in a user's vector; their regressors are [q, 1], the target r - mean - b_i.
        var width = Items.Shape.Columns;
        var (x, t) = (new float[rows.Length * width], new float[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            var item = Items.Row(rows[i].Item);
            item.CopyTo(x.AsSpan(i * width));
            x[(i * width) + width - 1] = 1;
            t[i] = rows[i].Value - Mean - item[^1];
        }

        new RidgeRegression(width).Solve(x, t, gramWeight: 1, prior: [], _penalty * Math.Max(rows.Length, 1), user);
        bias = user[^1];
        user[^1] = 1;
    }
}
