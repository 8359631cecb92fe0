using Drr.Agent.Replay;
using Drr.Tensors;
using static Drr.Agent.Tests.Replay.ReplayTestData;

namespace Drr.Agent.Tests.Replay;

public sealed class PrioritizedReplayTests
{
    /// <summary>A stratified draw varies less than an independent one, so five standard deviations of the latter bound
    /// it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.6)]
    [InlineData(0)]
    public void Draws_follow_the_priorities(double alpha)
    {
        float[] errors = [0, 0.1f, 1, 2, 3, 10, 0.5f];
        var replay = NewReplay(16, alpha).Add(Enumerable.Range(0, 7));
        replay.UpdatePriorities([0, 1, 2, 3, 4, 5, 6], errors);
        const int batches = 20_000, size = 8;
        var counts = Count(replay, batches, size, slots: 16);
        var priorities = errors.Select(error => Math.Pow(error + 1e-6, alpha)).ToArray();
        for (var slot = 0; slot < 7; slot++)
        {
            var (draws, p) = (batches * size, priorities[slot] / priorities.Sum());
            Assert.InRange(counts[slot], (draws * p) - Bound(draws, p), (draws * p) + Bound(draws, p));
        }

        Assert.Equal(0, counts[7..].Sum()); // slots that nothing fills
    }

    [Fact]
    public void Without_priorities_draws_are_uniform_and_weights_one()
    {
        var replay = NewReplay(4, prioritized: false).Add(Enumerable.Range(0, 6));
        replay.UpdatePriorities([0], [1000]);
        var counts = Count(replay, 10_000, 8, slots: 4);
        Assert.All(counts, count => Assert.InRange(count, 20_000 - Bound(80_000, 0.25), 20_000 + Bound(80_000, 0.25)));
        var batch = NewBatch(8);
        replay.Sample(batch, new Rng(1), 1);
        Assert.All(batch.Weights, weight => Assert.Equal(1, weight));
    }

    [Fact]
    public void Each_equal_slice_of_the_sum_is_drawn_from_once()
    {
        var replay = NewReplay(4).Add(Enumerable.Range(0, 4));
        var batch = NewBatch(4);
        for (ulong seed = 0; seed < 50; seed++)
        {
            replay.Sample(batch, new Rng(seed), 1); // new transitions have equal priorities: one slice each
            Assert.Equal([0, 1, 2, 3], batch.Slots);
        }
    }

    /// <summary>By hand: priorities 1, 4, 3 of sum 8, N = 3: (N P)^-1 = 8/3, 2/3, 8/9; over the largest 1, 1/4, 1/3; beta = 1/2
    /// takes roots.</summary>
    [Fact]
    public void Weights_are_those_worked_by_hand()
    {
        var replay = NewReplay(8).Add(0, 1, 2);
        replay.UpdatePriorities([0, 1, 2], [1, 4, 3]);
        var batch = NewBatch(64);
        var third = 1 / 3.0;
        (double Beta, double[] Weights)[] expected = [(1, [1, 0.25, third]), (0.5, [1, 0.5, Math.Sqrt(third)]), (0, [1, 1, 1])];
        foreach (var (beta, weights) in expected)
        {
            replay.Sample(batch, new Rng(5), beta);
            Assert.Equal(3, batch.Slots.Distinct().Count());
            Assert.All(Enumerable.Range(0, 64), row => Assert.Equal(weights[batch.Slots[row]], batch.Weights[row], 1e-5));
        }
    }

    /// <summary>By hand: a batch that holds only the slots of priority 4 and 3 has its maximum there, 1 and 3/4.</summary>
    [Fact]
    public void Weights_are_over_the_maximum_of_the_batch_not_of_the_memory()
    {
        var replay = NewReplay(8).Add(0, 1, 2);
        replay.UpdatePriorities([0, 1, 2], [1e-4f, 4, 3]);
        var batch = NewBatch(2);
        replay.Sample(batch, new Rng(5), 1);
        Assert.Equal([1, 2], batch.Slots);
        Assert.Equal(0.75, batch.Weights[0], 1e-5);
        Assert.Equal(1, batch.Weights[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cleared_memory_is_as_new(bool prioritized)
    {
        var replay = NewReplay(4, prioritized: prioritized).Add(Enumerable.Range(0, 7));
        replay.UpdatePriorities([0, 1, 2, 3], [10, 0, 1, 2]);
        replay.Clear();
        Assert.Equal(0, replay.Count);
        Assert.Throws<InvalidOperationException>(() => replay.Sample(NewBatch(2), new Rng(1), 1));

        var fresh = NewReplay(4, prioritized: prioritized);
        var (one, two) = (NewBatch(8), NewBatch(8));
        foreach (var number in Enumerable.Range(20, 6))
        {
            replay.Add(number).Sample(one, new Rng(3), 1);
            fresh.Add(number).Sample(two, new Rng(3), 1);
            Assert.Equal(two.Slots, one.Slots);
            Assert.Equal(two.Shown, one.Shown);
            Assert.Equal(two.Weights, one.Weights);
            replay.UpdatePriorities([0], [0.25f]);
            fresh.UpdatePriorities([0], [0.25f]);
        }
    }

    [Fact]
    public void A_new_transition_takes_the_largest_priority_so_far()
    {
        var replay = NewReplay(4).Add(0, 1);
        replay.UpdatePriorities([0, 1], [50, 1]);
        replay.UpdatePriorities([0], [0]);
        replay.Add(2);
        var counts = Count(replay, 1000, 51, slots: 4);
        Assert.InRange(counts[2], 50_000 - Bound(51_000, 50 / 51.0), 50_000 + Bound(51_000, 50 / 51.0));
        Assert.InRange(counts[0], 0, 5); // eps alone
    }

    [Fact]
    public void An_overwritten_slot_gives_the_new_transition_with_a_new_priority()
    {
        var replay = NewReplay(3).Add(0, 1, 2);
        replay.UpdatePriorities([0, 1, 2], [0, 0, 0]);
        replay.Add(3);
        var batch = NewBatch(32);
        replay.Sample(batch, new Rng(2), 1);
        Assert.All(batch.Slots, slot => Assert.Equal(0, slot));
        AssertRowIs(batch, 31, 3);
    }

    [Fact]
    public void Every_row_holds_the_transition_of_its_slot()
    {
        var replay = NewReplay(10).Add(Enumerable.Range(0, 17)); // slots 0-6 hold 10-16, slots 7-9 hold 7-9
        var batch = NewBatch(100);
        replay.Sample(batch, new Rng(4), 1);
        Assert.All(Enumerable.Range(0, 100), row => AssertRowIs(batch, row, batch.Slots[row] + (batch.Slots[row] < 7 ? 10 : 0)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.5f)]
    [InlineData(float.PositiveInfinity)]
    public void A_bad_error_is_refused_before_anything_changes(float bad)
    {
        var replay = NewReplay(4).Add(0, 1);
        Assert.Throws<ArgumentException>(() => replay.UpdatePriorities([0, 1], [1000, bad]));
        Assert.Equal([0, 1], SampleSlots(replay, 2));
    }

    [Fact]
    public void Empty_slots_uneven_lengths_and_an_empty_memory_are_refused()
    {
        var replay = NewReplay(4);
        Assert.Throws<InvalidOperationException>(() => replay.Sample(NewBatch(1), new Rng(1), 1));
        replay.Add(0);
        Assert.Throws<ArgumentException>(() => replay.UpdatePriorities([1], [1]));
        Assert.Throws<ArgumentException>(() => replay.UpdatePriorities([-1], [1]));
        Assert.Throws<ArgumentException>(() => replay.UpdatePriorities([0], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => replay.Sample(NewBatch(1), new Rng(1), -1));
        Assert.Throws<ArgumentException>(() =>
            replay.Sample(new TransitionBatch(1, Widths with { ActionSize = 5 }), new Rng(1), 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Once_warm_nothing_is_allocated(bool prioritized)
    {
        var replay = NewReplay(2000, 0.6, prioritized).Add(Enumerable.Range(0, 2000));
        var (batch, rng, errors) = (NewBatch(64), new Rng(1), new float[64]);
        var (before, after, action) = (Before(1), After(1), new float[ActionSize]);
        Cycle();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100; step++)
        {
            Cycle();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);

        void Cycle()
        {
            replay.Add(before, 1, action, 0, 0, after);
            replay.Sample(batch, rng, 0.4);
            replay.UpdatePriorities(batch.Slots, errors);
        }
    }

    private static double Bound(int draws, double p) => (5 * Math.Sqrt(draws * p * (1 - p))) + 1;

    private static int[] SampleSlots(PrioritizedReplay replay, int size)
    {
        var batch = NewBatch(size);
        replay.Sample(batch, new Rng(9), 1);
        return batch.Slots;
    }

    private static int[] Count(PrioritizedReplay replay, int batches, int size, int slots)
    {
        var (batch, rng, counts) = (NewBatch(size), new Rng(11), new int[slots]);
        for (var round = 0; round < batches; round++)
        {
            replay.Sample(batch, rng, 1);
            foreach (var slot in batch.Slots)
            {
                counts[slot]++;
            }
        }

        return counts;
    }
}
