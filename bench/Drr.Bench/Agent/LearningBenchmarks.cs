using BenchmarkDotNet.Attributes;
using Drr.Bench.Kernels;
using Drr.Cli.ThisMachine;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Agent;

/// <summary>A whole update: draw by priority, critic, actor, state module, targets, new priorities.</summary>
public class LearningBenchmarks
{
    private UpdateWork _work = null!;

    [ParamsSource(nameof(Batches))]
    public Update Batch { get; set; } = null!;

    public static IEnumerable<Update> Batches => [new(32), new(64), new(256), new(1024)];

    [GlobalSetup]
    public void Setup()
    {
        Peak.Observe();
        _work = new UpdateWork(Batch.Size);
    }

    [Benchmark]
    public void Ours() => _work.Run();

    public sealed record Update(int Size) : IWork
    {
        public double Amount => UpdateWork.Operations(Size);

        public bool IsArithmetic => true;

        public override string ToString() => $"{Size}";
    }
}
