using Drr.Agent.Replay;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Replay;

public sealed class SumTreeTests
{
    [Fact]
    public void A_search_finds_the_first_running_sum_above_the_target()
    {
        var tree = TreeOf(1, 0, 2, 0.5);
        Assert.Equal(3.5, tree.Total);
        Assert.Equal([0, 0, 2, 2, 3, 3], new[] { 0, 0.75, 1, 2.75, 3, 3.25 }.Select(tree.Find));
    }

    /// <summary>Whole numbers, so that sums are exact in any order and the two must agree at every boundary.</summary>
    [Property(MaxTest = 300)]
    public void Any_row_of_updates_leaves_what_the_plain_list_holds(byte sizeSeed, ulong seed)
    {
        var (rng, length) = (new Rng(seed), 1 + (sizeSeed % 40));
        var (tree, naive) = (new SumTree(length), new NaiveSumTree(length));
        for (var step = 0; step < 60; step++)
        {
            var (index, value) = (rng.NextInt(length), rng.NextInt(3) * rng.NextInt(5));
            tree.Update(index, naive.Values[index] = value);
            tree.Validate();
            Assert.Equal(naive.Total, tree.Total);
            Assert.Equal(naive.Values, tree.Values.ToArray());
            for (var target = 0.0; target < naive.Total; target += 0.5)
            {
                Assert.Equal(naive.Find(target), tree.Find(target));
            }
        }
    }

    [Property(MaxTest = 300)]
    public void A_number_of_zero_is_never_found_wherever_rounding_puts_the_target(byte sizeSeed, ulong seed)
    {
        var (rng, length) = (new Rng(seed), 1 + (sizeSeed % 40));
        var tree = new SumTree(length);
        tree.Update(rng.NextInt(length), 1);
        for (var index = 0; index < length; index++)
        {
            tree.Update(index, rng.NextInt(2) * Math.Pow(10, (20 * rng.NextDouble()) - 10)); // magnitudes that swallow each other
        }

        var running = 0.0;
        for (var index = 0; index < length && tree.Total > 0; index++)
        {
            running += tree.Values[index];
            var (below, above) = (Math.BitDecrement(running), Math.BitIncrement(running));
            foreach (var target in new[] { running, below, above, tree.Total, 2 * tree.Total })
            {
                Assert.True(tree.Values[tree.Find(Math.Max(0, target))] > 0);
            }
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(513)]
    [InlineData(5000)]
    public void A_batch_is_found_and_set_as_one_by_one(int length)
    {
        var (rng, tree, naive) = (new Rng(4), new SumTree(length), new NaiveSumTree(length));
        int[] indices = [.. Enumerable.Range(0, 3 * length).Select(_ => rng.NextInt(length))]; // many are named twice
        double[] values = [.. indices.Select(_ => (double)rng.NextInt(4))];
        tree.Update(indices, values);
        foreach (var (index, value) in indices.Zip(values))
        {
            naive.Values[index] = value;
        }

        tree.Validate();
        Assert.Equal(naive.Values, tree.Values.ToArray());
        double[] targets = [.. Enumerable.Range(0, 150).Select(i => naive.Total * i / 150)];
        var found = new int[targets.Length];
        tree.Find(targets, found);
        Assert.Equal(targets.Select(naive.Find), found);
        Assert.Equal(targets.Select(tree.Find), found);
    }

    [Fact]
    public void Rebuilding_gives_the_bits_that_single_updates_give()
    {
        var rng = new Rng(3);
        var values = Enumerable.Range(0, 37).Select(_ => rng.NextDouble()).ToArray();
        var (updated, rebuilt) = (TreeOf(values), new SumTree(37));
        rebuilt.Update(36, 99);
        rebuilt.Rebuild(values);
        rebuilt.Validate();
        Assert.Equal(updated.Total, rebuilt.Total);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(updated.Find(i * 0.1), rebuilt.Find(i * 0.1)));
        rebuilt.Rebuild(values.AsSpan(0, 2));
        Assert.Equal(values[0] + values[1], rebuilt.Total);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1e-300)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_priority_is_refused_and_changes_nothing(double value)
    {
        var tree = TreeOf(1, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Update(0, value));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Update([1, 0], [3, value]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Rebuild([3, value]));
        Assert.Equal([1, 2], tree.Values.ToArray());
        tree.Validate();
    }

    [Fact]
    public void Places_outside_and_searches_of_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumTree(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumTree(3).Update(3, 1)); // inside the array, outside the tree
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumTree(3).Rebuild([1, 1, 1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeOf(1, 2).Update([0, -1], [5, 5]));
        Assert.Throws<ArgumentException>(() => TreeOf(1, 2).Update([0, 1], [5]));
        Assert.Throws<ArgumentException>(() => TreeOf(1, 2).Find([0.5, 1], new int[1]));
        Assert.Throws<InvalidOperationException>(() => new SumTree(3).Find(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeOf(1).Find(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeOf(1).Find(-1));
    }

    private static SumTree TreeOf(params double[] values)
    {
        var tree = new SumTree(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            tree.Update(index, values[index]);
        }

        return tree;
    }
}
