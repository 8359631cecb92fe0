using System.Numerics;

namespace Drr.Bench.Lessons;

/// <summary>The sum tree of the textbooks, a binary heap in one array: node i has the children 2i and 2i + 1, the root is 1.
/// Read it before
/// <see cref="Drr.Agent.Replay.SumTree"/>, which does the same in fewer steps down.</summary>
/// <remarks>A draw from a million numbers goes down twenty levels, and each turn is one that the processor guesses wrong half
/// the time; each of the lowest levels is one more line of memory to wait for, and the next draw waits for the end of this
/// one.</remarks>
public sealed class BinarySumTree(int length)
{
    private readonly int _firstLeaf = (int)BitOperations.RoundUpToPowerOf2((uint)length);
    private readonly double[] _nodes = new double[2 * (int)BitOperations.RoundUpToPowerOf2((uint)length)];

    public double Total => _nodes[1];

    public void Update(int index, double value)
    {
        var node = _firstLeaf + index;
        _nodes[node] = value;
        for (node /= 2; node >= 1; node /= 2)
        {
            _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
        }
    }

    /// <summary>The index at which the running sum first exceeds the target.</summary>
    public int Find(double target)
    {
        var node = 1;
        while (node < _firstLeaf)
        {
            node *= 2;
            if (target >= _nodes[node] && _nodes[node + 1] > 0)
            {
                target -= _nodes[node++];
            }
        }

        return node - _firstLeaf;
    }
}
