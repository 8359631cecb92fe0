using Drr.Agent.Replay;
using Drr.Bench.Lessons;
using Drr.Tensors;

namespace Drr.Bench.Workloads;

/// <summary>Draws a batch from a sum tree, one number from each stretch, and sets what was drawn anew: in ours and in the
/// binary one.</summary>
public sealed class TreeWork
{
    private readonly SumTree _tree;
    private readonly BinarySumTree _binary;
    private readonly double[] _targets, _values;
    private readonly int[] _found;
    private readonly Rng _rng = new(6);

    public TreeWork(int length, int batch)
    {
        (_tree, _binary) = (new SumTree(length), new BinarySumTree(length));
        (_targets, _values, _found) = (new double[batch], new double[batch], new int[batch]);
        for (var i = 0; i < length; i++)
        {
            var value = 1 + _rng.NextInt(1 << 20); // whole numbers: sums are exact in any order, so that both find the same
            _tree.Update(i, value);
            _binary.Update(i, value);
        }
    }

    public void Ours()
    {
        Draw();
        _tree.Find(_targets, _found);
        _tree.Update(_found, _values);
    }

    public void Binary()
    {
        Draw();
        for (var i = 0; i < _found.Length; i++)
        {
            _found[i] = _binary.Find(_targets[i]);
        }

        for (var i = 0; i < _found.Length; i++)
        {
            _binary.Update(_found[i], _values[i]);
        }
    }

    /// <exception cref="InvalidOperationException">The two find different numbers.</exception>
    public void Check()
    {
        Draw();
        _tree.Find(_targets, _found);
        if (!_targets.Select(_binary.Find).SequenceEqual(_found))
        {
            throw new InvalidOperationException("The two sum trees find different numbers.");
        }
    }

    private void Draw()
    {
        var stretch = _tree.Total / _targets.Length;
        for (var i = 0; i < _targets.Length; i++)
        {
            (_targets[i], _values[i]) = (Math.Floor((i + _rng.NextDouble()) * stretch), 1 + _rng.NextInt(1 << 20));
        }
    }
}
