using System.Numerics.Tensors;
using Fast = Drr.Tensors.Kernels.Activations;
using Reference = Drr.Tensors.Reference.Activations;

namespace Drr.Bench.Kernels;

/// <summary>Non-linearities on a batch of 64: hidden layers of 128, actions of 100, attention over 10 slots.</summary>
public class ActivationsBenchmarks : KernelBenchmarks
{
    private const int Hidden = 64 * 128, Actions = 64 * 100, Slots = 64 * 10;
    private static readonly float[] s_scratch = new float[Hidden];

    public override IEnumerable<Row> Rows =>
    [
        new("Relu 64 x 128", [Hidden, Hidden], 2 * Hidden,
            x => Reference.Relu(x[0], x[1]), x => TensorPrimitives.Max(x[0], 0f, x[1]), x => Fast.Relu(x[0], x[1])),
        new("Tanh 64 x 100", [Actions, Actions], 2 * Actions,
            x => Reference.Tanh(x[0], x[1]), x => TensorPrimitives.Tanh(x[0], x[1]), x => Fast.Tanh(x[0], x[1])),
        new("TanhBackward 64 x 100", [Actions, Actions, Actions], 4 * Actions,
            x => Reference.TanhBackward(x[0], x[1], x[2]),
            x =>
            {
                var slope = s_scratch.AsSpan(0, Actions);
                TensorPrimitives.Multiply(x[0], x[0], slope);
                TensorPrimitives.Subtract(1f, slope, slope);
                TensorPrimitives.MultiplyAdd(slope, x[1], x[2], x[2]);
            },
            x => Fast.TanhBackward(x[0], x[1], x[2])),
        new("SoftmaxRows 64 x 10", [Slots, Slots], 2 * Slots,
            x => Reference.SoftmaxRows(x[0], 64, 10, x[1]),
            x =>
            {
                for (var start = 0; start < Slots; start += 10)
                {
                    TensorPrimitives.SoftMax(x[0].AsSpan(start, 10), x[1].AsSpan(start, 10));
                }
            },
            x => Fast.SoftmaxRows(x[0], 64, 10, x[1])),
    ];
}
