using Drr.Agent.Replay;
using Drr.Tensors;
using static Drr.Agent.Tests.Replay.ReplayTestData;

namespace Drr.Agent.Tests.Replay;

public sealed class ReplayCheckpointTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(5, true)] // wrapped around
    [InlineData(50, true)]
    [InlineData(5, false)]
    public void A_loaded_memory_goes_on_bit_for_bit_as_the_saved_one(int capacity, bool prioritized)
    {
        var saved = NewReplay(capacity, 0.6, prioritized).Add(Enumerable.Range(0, 12));
        saved.UpdatePriorities([0, 2, 4], [0.3f, 7, 0.001f]);
        var loaded = NewReplay(capacity, 0.6, prioritized).Add(90, 91, 92); // to be forgotten
        loaded.Load(Write(saved), "replay.");
        var (a, b, rngA, rngB) = (NewBatch(8), NewBatch(8), new Rng(3), new Rng(3));
        for (var step = 0; step < 20; step++)
        {
            saved.Add(100 + step);
            loaded.Add(100 + step);
            saved.Sample(a, rngA, 0.4);
            loaded.Sample(b, rngB, 0.4);
            Assert.Equal(a.Slots, b.Slots);
            Assert.Equal(a.Users, b.Users);
            Assert.Equal(a.Items, b.Items);
            Assert.Equal(a.NextItems, b.NextItems);
            Assert.Equal(a.Used, b.Used);
            Assert.Equal(a.Shown, b.Shown);
            Assert.Equal(a.Actions, b.Actions);
            Assert.Equal(a.Rewards, b.Rewards);
            Assert.Equal(a.Discounts, b.Discounts);
            Assert.Equal(a.Weights, b.Weights);
            float[] errors = [.. a.Slots.Select(slot => slot + (0.1f * step))];
            saved.UpdatePriorities(a.Slots, errors);
            loaded.UpdatePriorities(b.Slots, errors);
        }
    }

    [Fact]
    public void A_memory_of_another_shape_is_refused_with_the_way_out()
    {
        var file = Write(NewReplay(5).Add(0, 1));
        var fault = Assert.Throws<InvalidDataException>(() => NewReplay(6).Load(file, "replay."));
        Assert.Contains("replay.capacity=5", fault.Message);
        Assert.Throws<InvalidDataException>(() => NewReplay(5).Load(file, "other."));
        var longer = new PrioritizedReplay(new() { Capacity = 5 }, Widths with { HistoryLength = 4 });
        Assert.Throws<InvalidDataException>(() => longer.Load(file, "replay."));
    }

    [Fact]
    public void A_memory_of_the_version_that_kept_no_used_items_is_refused_with_the_way_out()
    {
        var entries = new Dictionary<string, TensorEntry>();
        NewReplay(5).Add(0, 1).Save(entries, "replay.");
        entries.Remove("replay.used");
        TensorFile.Write(_path, entries);
        var fault = Assert.Throws<InvalidDataException>(() => NewReplay(5).Load(TensorFile.Read(_path), "replay."));
        Assert.Contains("train anew", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay.ring", 5, 2, 3)]
    [InlineData("replay.ring", 5, 6, 0)]
    [InlineData("replay.ring", 5, -1, -1)]
    public void A_broken_ring_is_refused(string name, params int[] ring)
    {
        var entries = new Dictionary<string, TensorEntry>();
        NewReplay(5).Add(0, 1).Save(entries, "replay.");
        entries[name] = TensorEntry.Of(ring);
        TensorFile.Write(_path, entries);
        Assert.Throws<InvalidDataException>(() => NewReplay(5).Load(TensorFile.Read(_path), "replay."));
    }

    [Fact]
    public void A_broken_priority_is_refused()
    {
        var entries = new Dictionary<string, TensorEntry>();
        NewReplay(5).Add(0, 1).Save(entries, "replay.");
        entries["replay.priorities"] = TensorEntry.Of([1, double.NaN]);
        TensorFile.Write(_path, entries);
        Assert.Throws<InvalidDataException>(() => NewReplay(5).Load(TensorFile.Read(_path), "replay."));
    }

    private TensorFile Write(PrioritizedReplay replay)
    {
        var entries = new Dictionary<string, TensorEntry>();
        replay.Save(entries, "replay.");
        TensorFile.Write(_path, entries);
        return TensorFile.Read(_path);
    }
}
