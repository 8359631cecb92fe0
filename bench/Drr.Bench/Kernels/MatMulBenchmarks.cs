using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Drr.TestKit;
using Drr.Tensors;
using Drr.Tensors.Measuring;
using Fast = Drr.Tensors.Kernels.MatMul;
using Reference = Drr.Tensors.Reference.MatMul;

namespace Drr.Bench.Kernels;

/// <summary>The three products of a dense layer at the shapes of DRR: plain loops, a loop over vector primitives, and
/// ours.</summary>
public class MatMulBenchmarks
{
    private static readonly int[] s_batches = [32, 64, 256, 1024];
    private float[] _a = [], _b = [], _c = [];

    [ParamsSource(nameof(Shapes))]
    public Product Work { get; set; } = null!;

    public static IEnumerable<Product> Shapes =>
    [
        new("A.B", 1, 300, 128),
        .. s_batches.Select(batch => new Product("A.B", batch, 300, 128)),
        new("A.B", 64, 128, 100),
        new("A.B", 64, 128, 1),
        .. s_batches.Select(batch => new Product("A.Bt", batch, 128, 300)),
        new("A.Bt", 1, 100, 3883),
        new("A.Bt", 1208, 100, 3883),
        .. s_batches.Select(batch => new Product("At.B", 300, batch, 128)),
        new("At.B", 128, 64, 100),
        new("A.B", 512, 512, 512),
    ];

    [GlobalSetup]
    public void Setup()
    {
        Peak.Observe();
        var rng = new Rng(1);
        (_a, _b, _c) = (Draw.Gaussian(rng, Work.M * Work.K), Draw.Gaussian(rng, Work.K * Work.N), new float[Work.M * Work.N]);
        Plain();
        float[] expected = [.. _c];
        foreach (var run in new[] { Primitives, Ours })
        {
            Array.Clear(_c);
            run();
            Close.Assert(expected, _c, relative: 1e-5, absolute: 1e-3, $"{run.Method.Name} {Work}");
        }
    }

    [Benchmark]
    public void Plain()
    {
        switch (Work.Kind)
        {
            case "A.B": Reference.AB(_a, _b, Work.M, Work.K, Work.N, _c); break;
            case "A.Bt": Reference.ABt(_a, _b, Work.M, Work.K, Work.N, _c); break;
            default: Reference.AtB(_a, _b, Work.M, Work.K, Work.N, _c); break;
        }
    }

    [Benchmark]
    public void Primitives()
    {
        var (m, k, n) = (Work.M, Work.K, Work.N);
        for (var i = 0; i < m; i++)
        {
            var row = _c.AsSpan(i * n, n);
            if (Work.Kind == "A.Bt")
            {
                for (var j = 0; j < n; j++)
                {
                    row[j] = TensorPrimitives.Dot(_a.AsSpan(i * k, k), _b.AsSpan(j * k, k));
                }

                continue;
            }

            row.Clear();
            for (var p = 0; p < k; p++)
            {
                var factor = Work.Kind == "A.B" ? _a[(i * k) + p] : _a[(p * m) + i];
                TensorPrimitives.MultiplyAdd(_b.AsSpan(p * n, n), factor, row, row);
            }
        }
    }

    [Benchmark]
    public void Ours()
    {
        switch (Work.Kind)
        {
            case "A.B": Fast.AB(_a, _b, Work.M, Work.K, Work.N, _c); break;
            case "A.Bt": Fast.ABt(_a, _b, Work.M, Work.K, Work.N, _c); break;
            default: Fast.AtB(_a, _b, Work.M, Work.K, Work.N, _c); break;
        }
    }

    /// <summary>C[M, N] from K products each.</summary>
    public sealed record Product(string Kind, int M, int K, int N) : IWork
    {
        public double Amount => 2.0 * M * K * N;

        public bool IsArithmetic => true;

        public override string ToString() => $"{Kind} {M} x {K} x {N}";
    }
}
