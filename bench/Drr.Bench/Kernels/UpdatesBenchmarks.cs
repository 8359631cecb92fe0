using System.Numerics.Tensors;
using Fast = Drr.Tensors.Kernels.Updates;
using Reference = Drr.Tensors.Reference.Updates;

namespace Drr.Bench.Kernels;

/// <summary>Steps over all parameters of an actor with state 300, two hidden layers of 128 and actions of 100.</summary>
public class UpdatesBenchmarks : KernelBenchmarks
{
    private const int Length = (301 * 128) + (129 * 128) + (129 * 100);
    private static readonly float[] s_scratch = new float[Length];

    public override IEnumerable<Row> Rows =>
    [
        new($"AdamStep {Length}", [Length, Length, Length, Length], 7 * Length,
            x => Reference.AdamStep(x[0], 1e-3, 0.9, 0.999, 1e-8, 10, 0, x[1], x[2], x[3]),
            x => Compose(x[0], x[1], x[2], x[3]),
            x => Fast.AdamStep(x[0], 1e-3, 0.9, 0.999, 1e-8, 10, 0, x[1], x[2], x[3])) { Positive = 2 },
        new($"SoftUpdate {Length}", [Length, Length], 3 * Length,
            x => Reference.SoftUpdate(x[0], 0.001f, x[1]),
            x => TensorPrimitives.Lerp(x[1], x[0], 0.001f, x[1]),
            x => Fast.SoftUpdate(x[0], 0.001f, x[1])),
    ];

    private static void Compose(float[] gradients, float[] m, float[] v, float[] values)
    {
        TensorPrimitives.Lerp(m, gradients, 0.1f, m);
        TensorPrimitives.Multiply(gradients, gradients, s_scratch);
        TensorPrimitives.Lerp(v, s_scratch, 0.001f, v);
        TensorPrimitives.Sqrt(v, s_scratch);
        TensorPrimitives.Multiply(s_scratch, (float)(1 / Math.Sqrt(1 - Math.Pow(0.999, 10))), s_scratch);
        TensorPrimitives.Add(s_scratch, 1e-8f, s_scratch);
        TensorPrimitives.Divide(m, s_scratch, s_scratch);
        TensorPrimitives.MultiplyAdd(s_scratch, -(float)(1e-3 / (1 - Math.Pow(0.9, 10))), values, values);
    }
}
