using BenchmarkDotNet.Attributes;
using Drr.Bench.Workloads;
using Drr.Cli.ThisMachine;

namespace Drr.Bench.Agent;

/// <summary>64 draws by priority and 64 new priorities: the binary sum tree, ours with eight children a node, and the whole
/// memory.</summary>
public class ReplayBenchmarks
{
    private TreeWork _trees = null!;
    private ReplayWork _replay = null!;

    [Params(10_000, 100_000, 1 << 20)]
    public int Capacity { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_trees, _replay) = (new TreeWork(Capacity, batch: 64), new ReplayWork(Capacity, batch: 64));
        _trees.Check();
    }

    [Benchmark(Baseline = true)]
    public void BinaryTree() => _trees.Binary();

    [Benchmark]
    public void Ours() => _trees.Ours();

    [Benchmark]
    public void WholeMemory() => _replay.Run();
}
