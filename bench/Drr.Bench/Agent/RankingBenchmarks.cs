using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Drr.Agent.Policies;
using Drr.Cli.ThisMachine;
using Drr.Tensors;
using Drr.TestKit;
using Reference = Drr.Tensors.Reference;

namespace Drr.Bench.Agent;

/// <summary>The ten best items for one action: plain loops, an inner product an item and a sort, and ours.</summary>
public class RankingBenchmarks
{
    private readonly int[] _best = new int[10];
    private float[] _items = [], _action = [], _scores = [];
    private int[] _order = [];
    private ItemRanker _ranker = null!;

    /// <summary>Rated films and films of MovieLens 1M, and far more.</summary>
    [Params(3706, 3883, 100_000)]
    public int Items { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var table = UpdateWork.RandomTable(1, Items);
        (_items, _action) = (table.Items.Span.ToArray(), Draw.Gaussian(new Rng(1), UpdateWork.Size));
        (_scores, _order, _ranker) = (new float[Items], new int[Items], new ItemRanker(table, 1));
        Plain();
        int[] expected = [.. _best];
        foreach (var run in new[] { Primitives, Ours })
        {
            run();
            if (!_best.AsSpan().SequenceEqual(expected))
            {
                throw new InvalidOperationException($"{run.Method.Name} ranks otherwise.");
            }
        }
    }

    [Benchmark]
    public void Plain()
    {
        Reference.MatMul.ABt(_action, _items, 1, UpdateWork.Size, Items, _scores);
        Reference.Ranking.TopK(_scores, _best);
    }

    [Benchmark]
    public void Primitives()
    {
        for (var item = 0; item < Items; item++)
        {
            _scores[item] = -TensorPrimitives.Dot<float>(_action, _items.AsSpan(item * UpdateWork.Size, UpdateWork.Size));
            _order[item] = item;
        }

        _scores.AsSpan().Sort(_order.AsSpan());
        _order.AsSpan(0, _best.Length).CopyTo(_best);
    }

    [Benchmark]
    public void Ours()
    {
        _ranker.Score(_action);
        _ranker.Top(0, _best);
    }
}
