using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Drr.Agent.Replay;

/// <summary>Non-negative numbers whose running sums are searched in logarithmic time, to draw in proportion.</summary>
/// <remarks>A node has eight children, whose sums lie side by side and fill one vector register and one cache line. Most of the
/// time goes into waiting for memory, so a batch descends, and updates, level by level: many cache lines are then loaded at once.
/// Every inner sum is recomputed from its eight children, never adjusted by a difference, so rounding errors do not accumulate.
/// The binary tree of textbooks is in <c>bench/Drr.Bench/Lessons</c>.</remarks>
internal sealed class SumTree
{
    private const int Children = 8, Chunk = 64;
    private readonly double[] _sums; // level by level, the top's eight first, the numbers last
    private readonly int[] _starts; // where each level starts; then where the last one ends

    /// <summary>A tree of zeros.</summary>
    /// <param name="length">Numbers, 1 to 2^29.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside this range.</exception>
    public SumTree(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 1 << 29);
        Length = length;
        var sizes = new Stack<int>();
        for (var nodes = length; sizes.Count == 0 || nodes > 1;)
        {
            nodes = (nodes + Children - 1) / Children;
            sizes.Push(Children * nodes);
        }

        _sums = GC.AllocateArray<double>(sizes.Sum() + Children, pinned: true);
        // Eight sums are one cache line only if they start where a line does. The array is pinned, so that it stays there.
        var start = (int)(-(Marshal.UnsafeAddrOfPinnedArrayElement(_sums, 0) / sizeof(double)) & (Children - 1));
        _starts = [start, .. sizes.Select(size => start += size)];
    }

    /// <summary>Numbers held.</summary>
    public int Length { get; }

    /// <summary>The sum of all numbers.</summary>
    public double Total => Sum(0, 0);

    /// <summary>All numbers [<see cref="Length"/>].</summary>
    public ReadOnlySpan<double> Values => _sums.AsSpan(_starts[Bottom], Length);

    private int Bottom => _starts.Length - 2;

    /// <summary>Sets one number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the tree, or the value not
    /// finite or negative.</exception>
    public void Update(int index, double value) => Update([index], [value]);

    /// <summary>Sets several numbers; of an index named twice the later value stays.</summary>
    /// <param name="indices">[count]</param> <param name="values">[count]</param>
    /// <exception cref="ArgumentException">Lengths differ, an index is outside the tree, or a value is not finite or
    /// negative; nothing changed.</exception>
    public void Update(ReadOnlySpan<int> indices, ReadOnlySpan<double> values)
    {
        MustMatch(indices.Length, values.Length);
        Require(values);
        foreach (var index in indices)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
        }

        for (var i = 0; i < indices.Length; i++)
        {
            _sums[_starts[Bottom] + indices[i]] = values[i];
        }

        for (var (level, below) = (Bottom, Children); level > 0; level--, below *= Children)
        {
            foreach (var index in indices)
            {
                SumUp(level, index / below);
            }
        }
    }

    /// <summary>Sets the first numbers at once and the others to zero; the bits are those of single updates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are too many values, or one is not finite or negative.</exception>
    public void Rebuild(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, Length, nameof(values));
        Require(values);
        _sums.AsSpan().Clear();
        values.CopyTo(_sums.AsSpan(_starts[Bottom]));
        for (var level = Bottom; level > 0; level--)
        {
            for (var node = 0; node < Nodes(level); node++)
            {
                SumUp(level, node);
            }
        }
    }

    /// <summary>The index at which the running sum first exceeds <paramref name="target"/>; its number is never zero.</summary>
    /// <param name="target">0 or more. At or beyond <see cref="Total"/>, where rounding may put it, the answer is one of
    /// the last such indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is negative or not a number.</exception>
    /// <exception cref="InvalidOperationException">All numbers are zero.</exception>
    public int Find(double target)
    {
        Span<int> found = stackalloc int[1];
        Find([target], found);
        return found[0];
    }

    /// <summary>The same for several targets.</summary>
    /// <param name="targets">[count]</param> <param name="found">[count]</param>
    /// <exception cref="ArgumentException">A target is negative or not a number, or lengths differ.</exception>
    /// <exception cref="InvalidOperationException">All numbers are zero.</exception>
    public void Find(ReadOnlySpan<double> targets, Span<int> found)
    {
        MustMatch(found.Length, targets.Length);
        if (!(Total > 0))
        {
            throw new InvalidOperationException("Nothing can be drawn: all numbers of the tree are zero.");
        }

        foreach (var target in targets)
        {
            if (!(target >= 0))
            {
                throw new ArgumentOutOfRangeException(nameof(targets), target, "A target must not be negative.");
            }
        }

        Span<double> rests = stackalloc double[Chunk];
        for (var start = 0; start < targets.Length; start += Chunk)
        {
            var count = Math.Min(Chunk, targets.Length - start);
            targets.Slice(start, count).CopyTo(rests);
            Descend(rests[..count], found.Slice(start, count));
        }
    }

    /// <summary>Checks every inner sum against its eight.</summary>
    /// <exception cref="InvalidOperationException">One differs, or a number is not finite or negative.</exception>
    public void Validate()
    {
        Require(Values);
        for (var level = Bottom; level > 0; level--)
        {
            for (var node = 0; node < Nodes(level); node++)
            {
                if (_sums[_starts[level - 1] + node] != Sum(level, node))
                {
                    throw new InvalidOperationException(
                        $"Sum {node} of level {level - 1} is {_sums[_starts[level - 1] + node]}, expected {Sum(level, node)}.");
                }
            }
        }
    }

    /// <summary>From the top to the numbers.</summary>
    /// <param name="rests">What is left of each target; used up.</param> <param name="nodes">Where each ends.</param>
    private void Descend(Span<double> rests, Span<int> nodes)
    {
        nodes.Clear();
        for (var level = 0; level <= Bottom; level++)
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                var children = Eight(level, nodes[i]);
                nodes[i] = (Children * nodes[i])
                    + (Vector512.IsHardwareAccelerated ? ChooseByVector(children, ref rests[i]) : Choose(children, ref rests[i]));
            }
        }
    }

    /// <summary>The child whose slice of the running sum holds the rest; if rounding has put it beyond them all, the
    /// last that is not empty.</summary>
    private static int Choose(ReadOnlySpan<double> children, ref double rest)
    {
        Span<double> running = stackalloc double[Children];
        children.CopyTo(running);
        for (var distance = 1; distance < Children; distance *= 2) // the same order of additions as with vectors
        {
            for (var child = Children - 1; child >= distance; child--)
            {
                running[child] += running[child - distance];
            }
        }

        var chosen = 0;
        for (var child = 0; child < Children; child++)
        {
            if (children[child] > 0)
            {
                chosen = child;
                if (running[child] > rest)
                {
                    break;
                }
            }
        }

        rest -= chosen > 0 ? running[chosen - 1] : 0;
        return chosen;
    }

    /// <summary>The same, to the bit, without branches that a processor would mispredict.</summary>
    private static int ChooseByVector(ReadOnlySpan<double> children, ref double rest)
    {
        var sums = Vector512.Create(children);
        var running = sums + Vector512.Shuffle(sums, Vector512.Create(-1L, 0, 1, 2, 3, 4, 5, 6)); // -1 is outside and gives 0
        running += Vector512.Shuffle(running, Vector512.Create(-1L, -1, 0, 1, 2, 3, 4, 5));
        running += Vector512.Shuffle(running, Vector512.Create(-1L, -1, -1, -1, 0, 1, 2, 3));
        var filled = Vector512.GreaterThan(sums, Vector512<double>.Zero);
        var beyond = (filled & Vector512.GreaterThan(running, Vector512.Create(rest))).ExtractMostSignificantBits();
        var chosen = beyond != 0
            ? BitOperations.TrailingZeroCount(beyond)
            : BitOperations.Log2(filled.ExtractMostSignificantBits());
        rest -= Vector512.Shuffle(running, Vector512.Create(chosen - 1L)).ToScalar();
        return chosen;
    }

    private int Nodes(int level) => (_starts[level + 1] - _starts[level]) / Children;

    private ReadOnlySpan<double> Eight(int level, int node) => _sums.AsSpan(_starts[level] + (Children * node), Children);

    /// <summary>Halves are added until one number is left, in the same order on every processor.</summary>
    private double Sum(int level, int node)
    {
        var eight = Vector512.Create(Eight(level, node));
        var four = eight.GetLower() + eight.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    private void SumUp(int level, int node) => _sums[_starts[level - 1] + node] = Sum(level, node);

    private static void MustMatch(int indices, int numbers)
    {
        if (indices != numbers)
        {
            throw new ArgumentException($"{indices} indices need as many numbers, got {numbers}.");
        }
    }

    private static void Require(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!(value >= 0) || !double.IsFinite(value))
            {
                throw new ArgumentOutOfRangeException(nameof(values), value, "A priority must be finite and not negative.");
            }
        }
    }
}
