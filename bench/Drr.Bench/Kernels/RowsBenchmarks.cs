using System.Numerics.Tensors;
using Fast = Drr.Tensors.Kernels;
using Reference = Drr.Tensors.Reference;

namespace Drr.Bench.Kernels;

/// <summary>Biases and histories of a batch of 64: layers of 128, 10 slots of width 100; and the ranking of the items of
/// MovieLens 1M.</summary>
public class RowsBenchmarks : KernelBenchmarks
{
    private const int Batch = 64, Layer = 128, Slots = 10, Width = 100, Items = 3883;
    private const int History = Batch * Slots * Width, Places = 10;
    private static readonly int[] s_indices = [.. Enumerable.Range(0, Batch * Slots).Select(i => i * 7919 % Items)];
    private static readonly int[] s_best = new int[Places];

    public override IEnumerable<Row> Rows =>
    [
        new("SumOverRows 64 x 128", [Batch * Layer, Layer], Batch * Layer,
            x => Reference.Reductions.SumOverRows(x[0], Batch, Layer, x[1]),
            x =>
            {
                x[1].AsSpan().Clear();
                for (var start = 0; start < Batch * Layer; start += Layer)
                {
                    TensorPrimitives.Add(x[1], x[0].AsSpan(start, Layer), x[1]);
                }
            },
            x => Fast.Reductions.SumOverRows(x[0], Batch, Layer, x[1])),
        new("Gather 64 x 10 x 100 of 3883", [Items * Width, History], 2 * History,
            x => Reference.Rows.Gather(x[0], Width, s_indices, x[1]),
            x =>
            {
                for (var i = 0; i < s_indices.Length; i++)
                {
                    x[0].AsSpan(s_indices[i] * Width, Width).CopyTo(x[1].AsSpan(i * Width));
                }
            },
            x => Fast.Rows.Gather(x[0], Width, s_indices, x[1])),
        new("GatherSum 64 x 10 x 100 of 3883", [Items * Width, Slots, Batch * Width], History + (Batch * Width),
            x => Reference.Rows.GatherSum(x[0], s_indices, x[1], 1, Batch, Slots, Width, x[2]),
            x =>
            {
                x[2].AsSpan().Clear();
                for (var i = 0; i < Batch * Slots; i++)
                {
                    var pooled = x[2].AsSpan(i / Slots * Width, Width);
                    TensorPrimitives.MultiplyAdd(x[0].AsSpan(s_indices[i] * Width, Width), x[1][i % Slots], pooled, pooled);
                }
            },
            x => Fast.Rows.GatherSum(x[0], s_indices, x[1], 1, Batch, Slots, Width, x[2])),
        new("TopK 10 of 3883", [Items], Items,
            x => Reference.Ranking.TopK(x[0], s_best),
            x =>
            {
                for (var place = 0; place < Places; place++)
                {
                    s_best[place] = TensorPrimitives.IndexOfMax(x[0]); // without hiding the winner, for the time alone
                }
            },
            x => Fast.Ranking.TopK(x[0], s_best)),
    ];
}
