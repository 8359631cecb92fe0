using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>The state of <see cref="SvdPlusPlusModel"/>'s fit.</summary>
/// <remarks>Users come in random order, each with its rows in the data set's order. A user's y_j are updated once, after the
/// user's rows, by the sum of their gradients: updating them at each row takes |N(u)| times as long.</remarks>
internal sealed class SvdPlusPlusDescent
{
    private readonly FitRows _rows;
    private readonly SvdPlusPlusOptions _options;
    private readonly Rng _rng;
    private readonly Tensor _p, _q, _y; // [., factors]
    private readonly float[] _userBiases, _itemBiases;
    private readonly int[] _users; // those with training rows
    private readonly float _mean;
    private float _rate;

    internal SvdPlusPlusDescent(FitRows rows, int factors, SvdPlusPlusOptions options, Rng rng)
    {
        (_rows, _options, _rng, _rate) = (rows, options, rng, options.Rate);
        (_p, _q, _y) = (StartValues(rows.UserCount), StartValues(rows.ItemCount), StartValues(rows.ItemCount));
        (_userBiases, _itemBiases) = (new float[rows.UserCount], new float[rows.ItemCount]);
        _users = [.. Enumerable.Range(0, rows.UserCount).Where(user => !rows.TrainingOf(user).IsEmpty)];
        _mean = (float)rows.Training.ToArray().Average(row => (double)row.Value);

        Tensor StartValues(int count)
        {
            var values = new Tensor(new Shape(count, factors));
            foreach (ref var value in values.Span)
            {
                value = (float)(options.InitialSpread * rng.NextGaussian());
            }

            return values;
        }
    }

    /// <summary>One step on every training row, user by user in a new order.</summary>
    /// <returns>Root mean square error, each row's taken before its step.</returns>
    internal double Pass(CancellationToken cancellation = default)
    {
        _rng.Shuffle<int>(_users);
        var sum = 0.0;
        foreach (var user in _users)
        {
            cancellation.ThrowIfCancellationRequested();
            sum += Descend(user);
        }

        _rate *= _options.RateDecay;
        return Math.Sqrt(sum / _rows.Training.Length);
    }

    /// <summary>A copy of the present fit. Items without training rows are zero, users without them are folded in.</summary>
    internal SvdPlusPlusModel Model(CancellationToken cancellation = default)
    {
        var factors = _p.Shape.Columns;
        var (users, items) = (
            new Tensor(new Shape(_rows.UserCount, factors + 1)), new Tensor(new Shape(_rows.ItemCount, factors + 1)));
        var (y, biases) = (_y.Clone(), _userBiases.ToArray());
        for (var item = 0; item < _rows.ItemCount; item++)
        {
            if (_rows.IsFitted(item))
            {
                _q.Row(item).CopyTo(items.Row(item));
                items.Row(item)[factors] = _itemBiases[item];
            }
            else
            {
                y.Row(item).Clear();
            }
        }

        var model = new SvdPlusPlusModel(users, biases, items, y, _mean, _options.Penalty);
        for (var user = 0; user < _rows.UserCount; user++)
        {
            var own = _rows.TrainingOf(user);
            var vector = users.Row(user);
            if (own.IsEmpty)
            {
                cancellation.ThrowIfCancellationRequested();
                model.FoldIn(_rows.StateOf(user), vector, out biases[user]);
                continue;
            }

            _p.Row(user).CopyTo(vector);
            SvdPlusPlusModel.AddImplied(y, own, vector[..factors]);
            vector[factors] = 1;
        }

        return model;
    }

    /// <summary>One step on each of a user's rows.</summary>
    /// <returns>The sum of their squared errors.</returns>
    private double Descend(int user)
    {
        var own = _rows.TrainingOf(user);
        var p = _p.Row(user);
        var (share, keep, sum) = (SvdPlusPlusModel.Share(own.Length), 1 - (_rate * _options.Penalty), 0.0);
        var (x, implied) = (new float[p.Length], new float[p.Length]);
        SvdPlusPlusModel.AddImplied(_y, own, implied); // as it was before the user's rows
        var gradient = new float[p.Length]; // sum of error·q_i
        foreach (var row in own)
        {
            var q = _q.Row(row.Item);
            Arithmetic.Add(p, implied, x);
            var error = row.Value - (_mean + _userBiases[user] + _itemBiases[row.Item] + Reductions.Dot(x, q));
            sum += error * error;
            _userBiases[user] = (keep * _userBiases[user]) + (_rate * error);
            _itemBiases[row.Item] = (keep * _itemBiases[row.Item]) + (_rate * error);
            Arithmetic.AddScaled(q, error, gradient);
            Arithmetic.Scale(p, keep, p);
            Arithmetic.AddScaled(q, _rate * error, p);
            Arithmetic.Scale(q, keep, q);
            Arithmetic.AddScaled(x, _rate * error, q);
        }

        foreach (var row in own)
        {
            var y = _y.Row(row.Item);
            Arithmetic.Scale(y, keep, y);
            Arithmetic.AddScaled(gradient, _rate * share, y);
        }

        return sum;
    }
}
