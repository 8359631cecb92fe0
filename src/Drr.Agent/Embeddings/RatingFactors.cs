using Drr.Agent.Data;
using Drr.Agent.LinearAlgebra;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>What factorisations of stars share: rating = mean + b_u + u·v with u = [p, 1] and v = [q, b_i].</summary>
internal static class RatingFactors
{
    /// <summary>Keeps the pass with the lowest validation error; the last one without validation rows, the first if
    /// no error is a number.</summary>
    /// <param name="rows">What may be seen.</param> <param name="passes">The most passes.</param>
    /// <param name="patience">Passes without a better one after which it ends.</param>
    /// <param name="descend">One pass: its training error, and a copy of the model after it.</param>
    /// <param name="error">Of a model, on the validation rows.</param> <param name="progress">Called after each pass.</param>
    internal static T BestPass<T>(
        FitRows rows, int passes, int patience, Func<(double TrainingError, T Model)> descend, Func<T, double> error,
        Action<FitProgress>? progress) where T : class
    {
        T? best = null;
        var (bestError, bestPass) = (double.PositiveInfinity, 0);
        for (var pass = 1; pass <= passes && pass - bestPass <= patience; pass++)
        {
            var (trainingError, model) = descend();
            var validationError = error(model);
            progress?.Invoke(new FitProgress(pass, trainingError, validationError));
            if (best is null || rows.Validation.IsEmpty || validationError < bestError)
            {
                (best, bestError, bestPass) = (model, validationError, pass);
            }
        }

        return best!;
    }

    /// <summary>Root mean square error on some rows; NaN for none.</summary>
    internal static double Error(ReadOnlySpan<Rating> rows, Func<int, int, float> predict)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            var error = row.Value - predict(row.User, row.Item);
            sum += error * error;
        }

        return Math.Sqrt(sum / rows.Length);
    }

    /// <summary>A user's vector and bias from ratings: ridge regression in closed form, with the penalty that descent applies,
    /// one share for each row.</summary>
    /// <param name="items">[items, k]</param> <param name="mean">Of all ratings.</param> <param name="penalty">lambda.</param>
    /// <param name="rows">The user's ratings.</param>
    /// <param name="implied">[k - 1], a part of p that is known before; or empty for none.</param>
    /// <param name="user">[k], overwritten.</param> <param name="bias">b_u.</param>
    internal static void FoldIn(
        Tensor items, float mean, float penalty, ReadOnlySpan<Rating> rows, ReadOnlySpan<float> implied, Span<float> user,
        out float bias)
    {
        // The unknowns are [p, b_u], k of them as in a user's vector; their regressors are [q, 1], the target is what is left.
        var width = items.Shape.Columns;
        var (x, t) = (new float[rows.Length * width], new float[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            var item = items.Row(rows[i].Item);
            item.CopyTo(x.AsSpan(i * width));
            x[(i * width) + width - 1] = 1;
            t[i] = rows[i].Value - mean - item[^1] - (implied.IsEmpty ? 0 : Reductions.Dot(item[..^1], implied));
        }

        new RidgeRegression(width).Solve(x, t, gramWeight: 1, prior: [], penalty * Math.Max(rows.Length, 1), user);
        bias = user[^1];
        user[^1] = 1;
        if (!implied.IsEmpty)
        {
            Arithmetic.Add(user[..^1], implied, user[..^1]);
        }
    }
}
