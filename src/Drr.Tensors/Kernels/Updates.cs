using System.Numerics.Tensors;

namespace Drr.Tensors.Kernels;

/// <summary>Steps that move parameters in place. Plain version: <see cref="Reference.Updates"/>.</summary>
public static class Updates
{
    /// <inheritdoc cref="Reference.Updates.AdamStep"/>
    public static void AdamStep(
        ReadOnlySpan<float> gradients, double learningRate, double beta1, double beta2, double epsilon, long step, double l2,
        Span<float> m, Span<float> v, Span<float> values)
    {
        var correction2 = Math.Sqrt(1 - Math.Pow(beta2, step));
        var rate = (float)(learningRate / (1 - Math.Pow(beta1, step)));
        var (decay, gain1, gain2) = ((float)beta2, (float)(1 - beta1), (float)(1 - beta2));
        var (rootScale, offset, penalty) = ((float)(1 / correction2), (float)epsilon, (float)l2);
        for (var i = 0; i < gradients.Length; i++)
        {
            var g = gradients[i] + (penalty * values[i]);
            m[i] += gain1 * (g - m[i]);
            v[i] = (decay * v[i]) + (gain2 * g * g);
            values[i] -= rate * m[i] / ((MathF.Sqrt(v[i]) * rootScale) + offset);
        }
    }

    /// <inheritdoc cref="Reference.Updates.SoftUpdate"/>
    public static void SoftUpdate(ReadOnlySpan<float> source, float rate, Span<float> target) =>
        TensorPrimitives.Lerp(target, source, rate, target);
}
