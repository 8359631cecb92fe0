using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Bench.Workloads;
using Drr.Cli.ThisMachine;
using static System.FormattableString;

namespace Drr.Bench.Growth;

/// <summary>What grows, each beside its sizes.</summary>
public static class Charts
{
    private const int Transitions = 100_000, Best = 10, ManyActions = 256;

    /// <summary>All, by key; nothing is measured until a chart is asked for.</summary>
    public static IReadOnlyDictionary<string, Func<Meter, Chart>> All { get; } = new Dictionary<string, Func<Meter, Chart>>
    {
        ["batch"] = meter => Batch(meter, 32, 64, 128, 256, 512, 1024, 2048, 4096),
        ["items"] = meter => Items(meter, 4_000, 10_000, 40_000, 100_000, 400_000),
        ["history"] = meter => History(meter, 2, 5, 10, 20, 50),
        ["replay"] = meter => Replay(meter, 1 << 20, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20),
    };

    /// <summary>A whole update of the paper's agent.</summary>
    public static Chart Batch(Meter meter, params IReadOnlyList<int> batches)
    {
        return new("batch", "Transitions in an update", "transitions in an update (batch)",
            "An update has a part that does not depend on the batch (packing weights, Adam, soft targets: all parameters once) "
            + "and matrix products that grow with it, so time should grow a little less than linearly.",
            [new("update, DRR-ave", [.. batches.Select(Measure)])]);

        Point Measure(int batch)
        {
            var options = GrowingUpdate.Paper;
            var update = new GrowingUpdate(options with { Learning = options.Learning with { BatchSize = batch } });
            return meter.Measure(
                batch, $"update, batch {batch}", update.Fill(Transitions).Run, UpdateWork.Operations(batch));
        }
    }

    /// <summary>Ranking, a step of a session, and that step with an update of the default agent.</summary>
    public static Chart Items(Meter meter, params IReadOnlyList<int> counts)
    {
        List<Point> one = [], many = [], session = [], training = [];
        foreach (var items in counts)
        {
            var size = Invariant($"{items:N0} items");
            one.Add(meter.Measure(items, $"rank for one action, {size}", Rank(items, 1)));
            many.Add(meter.Measure(items, $"rank for {ManyActions} actions, {size}", Rank(items, ManyActions)));
            var step = new SessionWork(items);
            session.Add(meter.Measure(items, $"session step, {size}", step.Run));
            var update = new GrowingUpdate(GrowingUpdate.Ranking, items).Fill(Transitions);
            training.Add(meter.Measure(items, $"training step, {size}", () =>
            {
                step.Run();
                update.Run();
            }));
        }

        return new("items", "Items to recommend from", "items",
            "Every item is scored and looked at once, so time should grow linearly, but for the sizes at which the items' "
            + $"vectors, {sizeof(float) * UpdateWork.Size} bytes each, no longer fit a cache: from there an item costs what the "
            + $"next memory takes to bring it. Ranking picks the best {Best}. A session step is act, rank, show, keep; a "
            + "training step is that and an update of the default agent with batch 64, which ranks all items twice for each "
            + "transition.",
            [
                new("training step", training), new($"rank for {ManyActions} actions", many), new("session step", session),
                new("rank for one action", one),
            ]);
    }

    /// <summary>A whole update with a state module that is linear in n and with one that is quadratic.</summary>
    public static Chart History(Meter meter, params IReadOnlyList<int> lengths)
    {
        return new("history", "Items in the history", "items in the history (n)",
            "DRR-ave pools the history into one vector: its state has 3k numbers for every n, and only the pooling, which is "
            + "small, grows. DRR-p has k(n + n(n-1)/2) numbers, all pairs, by the paper's definition: the first layers, their "
            + "weights and Adam's steps grow with that, so the slope should come near 2. Linear growth cannot be had without "
            + "leaving pairs out.",
            [
                new("update, DRR-p", [.. lengths.Select(n => Measure(StateModuleKind.P, "DRR-p", n))]),
                new("update, DRR-ave", [.. lengths.Select(n => Measure(StateModuleKind.Ave, "DRR-ave", n))]),
            ]);

        Point Measure(StateModuleKind module, string name, int length)
        {
            var options = GrowingUpdate.Paper;
            var update = new GrowingUpdate(options with
            {
                Environment = options.Environment with { HistoryLength = length },
                State = options.State with { Module = module },
            });
            return meter.Measure(length, $"update, {name}, history {length}", update.Fill(Transitions / 10).Run);
        }
    }

    /// <summary>The memory's part of an update, and a whole update, as one memory fills.</summary>
    public static Chart Replay(Meter meter, int capacity, params IReadOnlyList<int> fills)
    {
        var options = GrowingUpdate.Paper;
        var update = new GrowingUpdate(options with { Replay = options.Replay with { Capacity = capacity } });
        List<Point> memory = [], whole = [];
        foreach (var fill in fills)
        {
            update.Fill(fill);
            memory.Add(meter.Measure(fill, Invariant($"draw and set 64 priorities, {fill:N0} kept"), update.RunReplay));
            whole.Add(meter.Measure(fill, Invariant($"update, batch 64, {fill:N0} kept"), update.Run));
        }

        return new("replay", "Transitions in the replay memory", Invariant($"transitions kept, of a capacity of {capacity:N0}"),
            "The sum tree has as many levels as its capacity asks for, whatever it holds, so the count of operations does not "
            + "grow. What grows is the memory that draws are spread over, which at first lies in the processor's caches and then "
            + "does not.",
            [new("update, batch 64", whole), new("draw 64, set 64 priorities", memory)]);
    }

    private static Action Rank(int items, int actions)
    {
        var table = UpdateWork.RandomTable(actions, items);
        var (ranker, best) = (new ItemRanker(table, actions), new int[Best]);
        return () =>
        {
            ranker.Score(table.Users.Span);
            for (var row = 0; row < actions; row++)
            {
                ranker.Top(row, best);
            }
        };
    }
}
