using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>SVD++ (Koren 2008): rating = mean + b_u + b_i + q_i·(p_u + |N(u)|^-1/2·sum of y_j over N(u)), N(u) the items of the
/// user's training rows. What somebody chose to rate tells of their taste, whatever the stars.</summary>
/// <remarks>Users come in random order, with their rows in the data set's; a user's y_j move once, after the user's rows, by the
/// sum of their gradients: moving them at each row takes |N(u)| times as long.</remarks>
public sealed class SvdPlusPlusModel
{
    private readonly FitRows _rows;
    private readonly SvdPlusPlusOptions _options;
    private readonly Tensor _p, _q, _y;
    private readonly float[] _userBiases, _itemBiases;
    private readonly float _mean;

    private SvdPlusPlusModel(FitRows rows, SvdPlusPlusOptions options, Rng rng)
    {
        (_rows, _options) = (rows, options);
        (_p, _q, _y) = (StartValues(rows.UserCount), StartValues(rows.ItemCount), StartValues(rows.ItemCount));
        (_userBiases, _itemBiases) = (new float[rows.UserCount], new float[rows.ItemCount]);
        _mean = (float)rows.Training.ToArray().Average(row => (double)row.Value);

        Tensor StartValues(int count)
        {
            var values = new Tensor(new Shape(count, options.Factors));
            foreach (ref var value in values.Span)
            {
                value = (float)(options.InitialSpread * rng.NextGaussian());
            }

            return values;
        }
    }

    private SvdPlusPlusModel(SvdPlusPlusModel other)
    {
        (_rows, _options, _mean) = (other._rows, other._options, other._mean);
        (_p, _q, _y) = (other._p.Clone(), other._q.Clone(), other._y.Clone());
        (_userBiases, _itemBiases) = ([.. other._userBiases], [.. other._itemBiases]);
    }

    /// <summary>Fits, and keeps the pass with the lowest validation error (the last one, without validation rows).</summary>
    /// <param name="rows">What may be seen.</param> <param name="options">Factors, passes, rates, penalty.</param>
    /// <param name="rng">Start values and the order of the users.</param>
    public static SvdPlusPlusModel Fit(FitRows rows, SvdPlusPlusOptions options, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rng);
        var (model, users, rate) = (new SvdPlusPlusModel(rows, options, rng), Users(rows), options.Rate);
        SvdPlusPlusModel? best = null;
        var (bestError, bestPass) = (double.PositiveInfinity, 0);
        for (var pass = 1; pass <= options.Passes && pass - bestPass <= options.Patience; pass++, rate *= options.RateDecay)
        {
            rng.Shuffle<int>(users);
            foreach (var user in users)
            {
                model.Descend(user, rate);
            }

            var error = rows.Validation.IsEmpty ? 0 : model.Error(rows.Validation);
            if (rows.Validation.IsEmpty || error < bestError)
            {
                (best, bestError, bestPass) = (rows.Validation.IsEmpty ? model : new(model), error, pass);
            }
        }

        return best!;
    }

    /// <summary>The expected rating, not clipped.</summary>
    public float Predict(int user, int item) => Predict(user, item, UserVector(user));

    /// <summary>Root mean square error on some rows; NaN for none.</summary>
    public double Error(ReadOnlySpan<Rating> rows)
    {
        var (sum, user, vector) = (0.0, -1, Array.Empty<float>());
        foreach (var row in rows)
        {
            (user, vector) = (row.User, row.User == user ? vector : UserVector(row.User));
            var error = row.Value - Predict(user, row.Item, vector);
            sum += error * error;
        }

        return Math.Sqrt(sum / rows.Length);
    }

    /// <summary>Orders items by the expected rating.</summary>
    public EmbeddingScorer ToScorer()
    {
        var (width, users, items) = (_options.Factors, _rows.UserCount, _rows.ItemCount);
        var (u, v) = (new Tensor(new Shape(users, width + 1)), new Tensor(new Shape(items, width + 1))); // [., 1] and [., b_i]
        for (var user = 0; user < users; user++)
        {
            UserVector(user).CopyTo(u.Row(user));
            u.Row(user)[width] = 1;
        }

        for (var item = 0; item < items; item++)
        {
            _q.Row(item).CopyTo(v.Row(item));
            v.Row(item)[width] = _itemBiases[item];
        }

        return new EmbeddingScorer("SVD++", u, v);
    }

    private static int[] Users(FitRows rows) =>
        [.. Enumerable.Range(0, rows.UserCount).Where(user => !rows.TrainingOf(user).IsEmpty)];

    private float Predict(int user, int item, ReadOnlySpan<float> vector) =>
        _mean + _userBiases[user] + _itemBiases[item] + Reductions.Dot(vector, _q.Row(item));

    /// <summary>p_u + |N(u)|^-1/2·sum of y_j.</summary>
    private float[] UserVector(int user)
    {
        var vector = new float[_options.Factors];
        foreach (var row in _rows.TrainingOf(user))
        {
            Arithmetic.Add(vector, _y.Row(row.Item), vector);
        }

        Arithmetic.Scale(vector, Share(user), vector);
        Arithmetic.Add(vector, _p.Row(user), vector);
        return vector;
    }

    private float Share(int user) => 1 / MathF.Sqrt(Math.Max(1, _rows.TrainingOf(user).Length));

    /// <summary>One step on each of a user's rows.</summary>
    private void Descend(int user, float rate)
    {
        var own = _rows.TrainingOf(user);
        var p = _p.Row(user);
        var (share, keep) = (Share(user), 1 - (rate * _options.Penalty));
        var (x, implied) = (UserVector(user), new float[_options.Factors]);
        Arithmetic.Subtract(x, p, implied); // |N|^-1/2·sum of y_j, as it was before the user's rows
        var gradient = new float[implied.Length]; // sum of error·q_i
        foreach (var row in own)
        {
            var q = _q.Row(row.Item);
            Arithmetic.Add(p, implied, x);
            var error = row.Value - Predict(user, row.Item, x);
            _userBiases[user] = (keep * _userBiases[user]) + (rate * error);
            _itemBiases[row.Item] = (keep * _itemBiases[row.Item]) + (rate * error);
            Arithmetic.AddScaled(q, error, gradient);
            Arithmetic.Scale(p, keep, p);
            Arithmetic.AddScaled(q, rate * error, p);
            Arithmetic.Scale(q, keep, q);
            Arithmetic.AddScaled(x, rate * error, q);
        }

        foreach (var row in own)
        {
            var y = _y.Row(row.Item);
            Arithmetic.Scale(y, keep, y);
            Arithmetic.AddScaled(gradient, rate * share, y);
        }
    }
}
