using Drr.Agent.Data;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>The state of <see cref="PmfModel"/>'s fit: the vectors of users and items, updated rating by rating.</summary>
/// <remarks>Here p = [factors, b_u, 1, 0..] and q = [factors, 1, b_i, 0..], so that a prediction is one inner product and a step
/// one kernel call. A step changes the constants too, so they are reset after it. Widths are padded to whole vector registers
/// with zeros, which stay zero.</remarks>
internal sealed class PmfDescent
{
    private const int Lanes = 16;
    private readonly FitRows _rows;
    private readonly Rating[] _shuffled;
    private readonly PmfOptions _options;
    private readonly Rng _rng;
    private readonly int _factors, _width;
    private readonly float[] _p, _q;
    private readonly float _mean;
    private float _rate;

    internal PmfDescent(FitRows rows, int factors, PmfOptions options, Rng rng)
    {
        (_rows, _factors, _options, _rng, _rate) = (rows, factors, options, rng, options.Rate);
        _width = (factors + 2 + Lanes - 1) / Lanes * Lanes;
        _shuffled = rows.Training.ToArray();
        _mean = (float)_shuffled.Average(row => (double)row.Value);
        (_p, _q) = (StartValues(rows.UserCount, one: factors + 1), StartValues(rows.ItemCount, one: factors));
    }

    /// <summary>One step on every training row, in a new order.</summary>
    /// <returns>Root mean square error, each row's taken before its step.</returns>
    internal double Pass(CancellationToken cancellation = default)
    {
        _rng.Shuffle<Rating>(_shuffled);
        var sum = 0.0;
        foreach (var row in _shuffled)
        {
            cancellation.ThrowIfCancellationRequested();
            var p = _p.AsSpan(row.User * _width, _width);
            var q = _q.AsSpan(row.Item * _width, _width);
            var error = Factorization.SgdStep(row.Value - _mean, _rate, _options.Penalty, p, q);
            (p[_factors + 1], q[_factors]) = (1, 1);
            if (!_options.Biases)
            {
                (p[_factors], q[_factors + 1]) = (0, 0);
            }

            sum += error * error;
        }

        _rate *= _options.RateDecay;
        return Math.Sqrt(sum / _shuffled.Length);
    }

    /// <summary>A copy of the present fit. Items without training rows are zero, users without them are folded in.</summary>
    internal PmfModel Model(CancellationToken cancellation = default)
    {
        var (users, items) = (Vectors(_p, _rows.UserCount), Vectors(_q, _rows.ItemCount));
        float[] biases = [.. Enumerable.Range(0, _rows.UserCount).Select(user => _p[(user * _width) + _factors])];
        for (var item = 0; item < _rows.ItemCount; item++)
        {
            if (!_rows.IsFitted(item))
            {
                items.Row(item).Clear();
            }
        }

        var model = new PmfModel(users, biases, items, _mean, _rows.Scale, _options.Penalty);
        for (var user = 0; user < _rows.UserCount; user++)
        {
            if (_rows.TrainingOf(user).IsEmpty)
            {
                cancellation.ThrowIfCancellationRequested();
                model.FoldIn(_rows.StateOf(user), users.Row(user), out biases[user]);
            }
        }

        return model;
    }

    /// <summary>[factors, last], which is [p, 1] of a user and [q, b_i] of an item.</summary>
    private Tensor Vectors(float[] padded, int count)
    {
        var vectors = new Tensor(new Shape(count, _factors + 1));
        for (var i = 0; i < count; i++)
        {
            padded.AsSpan(i * _width, _factors).CopyTo(vectors.Row(i));
            vectors.Row(i)[_factors] = padded[(i * _width) + _factors + 1];
        }

        return vectors;
    }

    private float[] StartValues(int count, int one)
    {
        var values = new float[count * _width];
        for (var i = 0; i < count; i++)
        {
            foreach (ref var value in values.AsSpan(i * _width, _factors))
            {
                value = (float)(_options.InitialSpread * _rng.NextGaussian());
            }

            values[(i * _width) + one] = 1;
        }

        return values;
    }
}
