using Drr.Agent.Environments;
using Drr.Agent.Replay;
using static Drr.Agent.Tests.Replay.ReplayTestData;

namespace Drr.Agent.Tests.Replay;

public sealed class TransitionStoreTests
{
    [Fact]
    public void A_full_ring_overwrites_its_oldest_and_keeps_the_rest()
    {
        var store = new TransitionStore(3, Widths);
        int[] slots = [.. Enumerable.Range(0, 5).Select(number => AddTo(store, number))];
        Assert.Equal([0, 1, 2, 0, 1], slots);
        Assert.Equal((3, 2), (store.Count, store.Next));
        var batch = NewBatch(3);
        (batch.Slots[0], batch.Slots[1], batch.Slots[2]) = (0, 1, 2);
        store.Read(batch);
        AssertRowIs(batch, 0, 3);
        AssertRowIs(batch, 1, 4);
        AssertRowIs(batch, 2, 2);
    }

    [Fact]
    public void Growing_keeps_what_was_there()
    {
        var store = new TransitionStore(5000, Widths);
        for (var number = 0; number < 5000; number++)
        {
            AddTo(store, number);
        }

        var batch = NewBatch(5000);
        for (var slot = 0; slot < 5000; slot++)
        {
            batch.Slots[slot] = slot;
        }

        store.Read(batch);
        Assert.All(Enumerable.Range(0, 5000), slot => AssertRowIs(batch, slot, slot));
    }

    [Fact]
    public void A_large_capacity_takes_little_memory_until_it_is_used()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var store = new TransitionStore(1_000_000, new(10, 100, 19));
        store.Add(new Observation(10), 0, new float[100], 0, 0, new Observation(10));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1_000_000);
    }

    [Fact]
    public void Later_changes_of_the_observation_do_not_reach_the_store()
    {
        var store = new TransitionStore(1, Widths);
        var (before, after, action) = (Before(4), After(4), new float[] { 4, -4 });
        store.Add(before, 28, action, 0.04f, 0, after);
        before.Push(99);
        before.Use(99, 1);
        after.Push(99);
        action[0] = 99;
        var batch = NewBatch(1);
        store.Read(batch);
        AssertRowIs(batch, 0, 4);
    }

    [Fact]
    public void Actions_can_be_left_out()
    {
        var store = new TransitionStore(2, Widths with { ActionSize = 0 });
        store.Add(Before(1), 7, [], 0.5f, 0.9f, After(1));
        var batch = new TransitionBatch(1, store.Shape);
        store.Read(batch);
        Assert.Equal((7, 0.5f), (batch.Shown[0], batch.Rewards[0]));
        Assert.Throws<ArgumentException>(() => store.Add(Before(1), 7, [1], 0, 0, After(1)));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var store = new TransitionStore(2, Widths);
        Assert.Throws<ArgumentException>(() => store.Add(new Observation(2), 0, [0, 0], 0, 0, After(0)));
        Assert.Throws<ArgumentException>(() => store.Add(Before(0), 0, [0, 0], 0, 0, After(1)));
        Assert.Throws<ArgumentException>(() => store.Add(Before(0), 0, [0], 0, 0, After(0)));
        Assert.Throws<ArgumentException>(() => store.Add(Exhausted(), 0, [0, 0], 0, 0, After(0)));
        Assert.Throws<ArgumentException>(() => store.Add(Before(0), 0, [0, 0], float.NaN, 0, After(0)));
        Assert.Throws<ArgumentException>(() => store.Read(new TransitionBatch(1, Widths with { ActionSize = 1 })));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransitionStore(100_000_000, new(10, 100, 0)));
        Assert.Equal(0, store.Count);
    }

    /// <summary>More used up than the store has room for.</summary>
    private static Observation Exhausted()
    {
        var observation = Before(0);
        for (var item = 2; item <= Widths.UsedLength; item++)
        {
            observation.Use(item, 1);
        }

        return observation;
    }

    private static int AddTo(TransitionStore store, int number) =>
        store.Add(Before(number), 7 * number, [number, -number], number / 100f, number % 2 * 0.9f, After(number));
}
