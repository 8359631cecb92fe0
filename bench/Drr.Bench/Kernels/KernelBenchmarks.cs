using BenchmarkDotNet.Attributes;
using Drr.TestKit;
using Drr.Tensors;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Kernels;

/// <summary>Plain loops, a composition of vector primitives, and ours, for a family's table of kernels.</summary>
public abstract class KernelBenchmarks
{
    private float[][] _x = [];

    /// <summary>The rows; each gets buffers of normal values.</summary>
    public abstract IEnumerable<Row> Rows { get; }

    [ParamsSource(nameof(Rows))]
    public Row Work { get; set; } = null!;

    [GlobalSetup]
    public void Setup()
    {
        Peak.Observe();
        Fill();
        Plain();
        var expected = _x;
        foreach (var run in new[] { Primitives, Ours })
        {
            Fill();
            run();
            for (var i = 0; i < _x.Length; i++)
            {
                Close.Assert(expected[i], _x[i], relative: 1e-5, absolute: 1e-4, $"{run.Method.Name} {Work}, buffer {i}");
            }
        }
    }

    [Benchmark]
    public void Plain() => Work.Plain(_x);

    [Benchmark]
    public void Primitives() => Work.Primitives(_x);

    [Benchmark]
    public void Ours() => Work.Ours(_x);

    private void Fill()
    {
        var rng = new Rng(1);
        _x = [.. Work.Lengths.Select(length => Draw.Gaussian(rng, length))];
        if (Work.Positive is { } positive)
        {
            _x[positive] = [.. _x[positive].Select(Math.Abs)];
        }
    }

    /// <summary>A kernel on buffers of some lengths.</summary>
    /// <param name="Name">Kernel and size.</param> <param name="Lengths">Of the buffers.</param>
    /// <param name="Floats">How many floats a call must read and write at least.</param>
    public sealed record Row(
        string Name, int[] Lengths, int Floats,
        Action<float[][]> Plain, Action<float[][]> Primitives, Action<float[][]> Ours) : IWork
    {
        /// <summary>The buffer that holds absolute values, if one must.</summary>
        public int? Positive { get; init; }

        public double Amount => (double)sizeof(float) * Floats;

        public bool IsArithmetic => false;

        public override string ToString() => Name;
    }
}
