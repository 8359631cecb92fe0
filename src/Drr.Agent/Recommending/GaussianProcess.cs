using Drr.Agent.LinearAlgebra;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Recommending;

/// <summary>Regression with a Gaussian process whose kernel is the covariance of rewards: the rewards of all items given some
/// observed ones (Rasmussen and Williams 2006, equation 2.38): m + K·(K_oo + N)⁻¹·(r_o - m_o), with o the observed items, m the
/// means before and N the noise.</summary>
/// <remarks>n rewards cost n³ / 6 and n·items operations and n·items floats. It allocates only when it holds
/// more than ever before.</remarks>
/// <param name="covariance">k.</param>
/// <param name="noise">Variance of a reward that its mean and k do not explain, above 0.</param>
internal sealed class GaussianProcess(RewardCovariance covariance, float noise)
{
    private readonly List<(int Item, float Reward, float Noise)> _observed = [];
    private readonly List<float[]> _buffers = []; // of rows, [items] each
    private readonly List<ReadOnlyMemory<float>> _rows = []; // k of each item that was observed, [items]
    private float[] _matrix = [], _weights = [];

    /// <summary>Rewards observed.</summary>
    internal int Count => _observed.Count;

    /// <summary>The item of an observed reward.</summary>
    internal int ItemOf(int observed) => _observed[observed].Item;

    /// <summary>What an observed reward added to all means in the last <see cref="Condition"/>: the row
    /// [items] times the factor.</summary>
    internal (float Factor, ReadOnlyMemory<float> Row) Term(int observed) => (_weights[observed], _rows[observed]);

    /// <summary>Drops what was observed.</summary>
    public void Reset() => _observed.Clear();

    /// <summary>Adds a reward; ignored for an item whose rewards do not differ between users.</summary>
    /// <param name="item">Dense item id.</param> <param name="reward">Its reward.</param>
    /// <param name="weight">How many observations it counts for, above 0.</param>
    public void Observe(int item, float reward, float weight)
    {
        if (covariance.Varies(item))
        {
            _observed.Add((item, reward, noise / weight));
        }
    }

    /// <summary>Turns prior means of rewards into posterior ones.</summary>
    /// <param name="means">[items]</param>
    public void Condition(Span<float> means)
    {
        var n = _observed.Count;
        if (_weights.Length < n)
        {
            (_matrix, _weights) = (new float[n * n], new float[n]);
        }

        FindRows();
        for (var i = 0; i < n; i++)
        {
            var (item, reward, variance) = _observed[i];
            var row = _rows[i].Span;
            for (var j = 0; j <= i; j++)
            {
                _matrix[(i * n) + j] = row[_observed[j].Item];
            }

            _matrix[(i * n) + i] += variance;
            _weights[i] = reward - means[item];
        }

        Cholesky.Factor(_matrix, n);
        Cholesky.Solve(_matrix, n, _weights.AsSpan(0, n));
        for (var i = 0; i < n; i++)
        {
            Arithmetic.AddScaled(_rows[i].Span, _weights[i], means);
        }
    }

    private void FindRows()
    {
        _rows.Clear();
        for (var i = 0; i < _observed.Count; i++)
        {
            if (i == _buffers.Count)
            {
                _buffers.Add(new float[covariance.ItemCount]);
            }

            _rows.Add(covariance.Row(_observed[i].Item, _buffers[i]));
        }
    }
}
