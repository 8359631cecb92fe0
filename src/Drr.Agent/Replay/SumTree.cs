namespace Drr.Agent.Replay;

/// <summary>Non-negative numbers whose running sums are searched in logarithmic time, to draw in proportion.</summary>
/// <remarks>A binary heap in one array: node i has the children 2i and 2i + 1, the root is 1, the leaves lie behind the inner
/// nodes. Every inner node is recomputed as the sum of its children, never adjusted by a difference: rounding does not pile
/// up.</remarks>
public sealed class SumTree
{
    private readonly double[] _nodes;
    private readonly int _firstLeaf;

    /// <summary>A tree of zeros.</summary>
    /// <param name="length">Numbers, 1 to 2^29.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside this range.</exception>
    public SumTree(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 1 << 29);
        Length = length;
        _firstLeaf = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length);
        _nodes = new double[2 * _firstLeaf];
    }

    /// <summary>Numbers held.</summary>
    public int Length { get; }

    /// <summary>The sum of all numbers.</summary>
    public double Total => _nodes[1];

    /// <summary>All numbers [<see cref="Length"/>].</summary>
    public ReadOnlySpan<double> Values => _nodes.AsSpan(_firstLeaf, Length);

    /// <summary>Sets one number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the tree, or the value not finite or
    /// negative.</exception>
    public void Update(int index, double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
        Require(value);
        var node = _firstLeaf + index;
        _nodes[node] = value;
        for (node /= 2; node >= 1; node /= 2)
        {
            _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
        }
    }

    /// <summary>Sets the first numbers at once and the others to zero; leaves the same bits as single updates would.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are too many values, or one is not finite or negative.</exception>
    public void Rebuild(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, Length, nameof(values));
        foreach (var value in values)
        {
            Require(value);
        }

        _nodes.AsSpan().Clear();
        values.CopyTo(_nodes.AsSpan(_firstLeaf));
        for (var node = _firstLeaf - 1; node >= 1; node--)
        {
            _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
        }
    }

    /// <summary>The index at which the running sum first exceeds <paramref name="target"/>: never that of a zero.</summary>
    /// <param name="target">0 or more. At or beyond <see cref="Total"/>, where rounding may put it, the answer is one of the
    /// last such indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is negative or not a number.</exception>
    /// <exception cref="InvalidOperationException">All numbers are zero.</exception>
    public int Find(double target)
    {
        if (!(Total > 0))
        {
            throw new InvalidOperationException("Nothing can be drawn: all numbers of the tree are zero.");
        }

        if (!(target >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "A target must not be negative.");
        }

        var node = 1;
        while (node < _firstLeaf)
        {
            node *= 2;
            // Never into an empty branch, wherever rounding may have put the target: each visited node's sum is above zero.
            if (target >= _nodes[node] && _nodes[node + 1] > 0)
            {
                target -= _nodes[node++];
            }
        }

        return node - _firstLeaf;
    }

    /// <summary>Checks every inner node against its children.</summary>
    /// <exception cref="InvalidOperationException">One differs, or a number is not finite or negative.</exception>
    public void Validate()
    {
        for (var node = 1; node < _nodes.Length; node++)
        {
            var expected = node < _firstLeaf ? _nodes[2 * node] + _nodes[(2 * node) + 1] : Math.Max(0, _nodes[node]);
            if (_nodes[node] != expected || !double.IsFinite(expected))
            {
                throw new InvalidOperationException($"Node {node} of the sum tree holds {_nodes[node]}, expected {expected}.");
            }
        }
    }

    private static void Require(double value)
    {
        if (!(value >= 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A priority must be finite and not negative.");
        }
    }
}
