using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>Steps that move parameters in place, one pass over memory each. Plain version:
/// <see cref="Reference.Updates"/>.</summary>
public static class Updates
{
    /// <inheritdoc cref="Reference.Updates.AdamStep"/>
    public static float AdamStep(
        ReadOnlySpan<float> gradients, double learningRate, double beta1, double beta2, double epsilon, long step, double l2,
        Span<float> m, Span<float> v, Span<float> values)
    {
        var rate = (float)(learningRate / (1 - Elementary.Pow(beta1, step)));
        var scale = (float)(1 / Math.Sqrt(1 - Elementary.Pow(beta2, step)));
        var (gain1, decay2, gain2) = ((float)(1 - beta1), (float)beta2, (float)(1 - beta2));
        var (offset, penalty) = ((float)epsilon, (float)l2);
        var vectorG = Vectors.Of(gradients);
        var vectorM = Vectors.Of(m);
        var vectorV = Vectors.Of(v);
        var vectorW = Vectors.Of(values);
        var squares = Vectors.Rest(gradients) * Vectors.Rest(gradients);
        for (var i = 0; i < vectorG.Length; i++)
        {
            squares = Fused.MultiplyAdd(vectorG[i], vectorG[i], squares);
            var g = vectorG[i] + (penalty * vectorW[i]);
            var first = vectorM[i] + (gain1 * (g - vectorM[i]));
            var second = (decay2 * vectorV[i]) + (gain2 * g * g);
            vectorM[i] = first;
            vectorV[i] = second;
            vectorW[i] -= rate * first / ((scale * Vector512.Sqrt(second)) + Vector512.Create(offset));
        }

        for (var i = Vectors.Tail(gradients.Length); i < gradients.Length; i++)
        {
            var g = gradients[i] + (penalty * values[i]);
            m[i] += gain1 * (g - m[i]);
            v[i] = (decay2 * v[i]) + (gain2 * g * g);
            values[i] -= rate * m[i] / ((scale * MathF.Sqrt(v[i])) + offset);
        }

        return Vectors.Sum(squares);
    }

    /// <inheritdoc cref="Reference.Updates.SoftUpdate"/>
    public static void SoftUpdate(ReadOnlySpan<float> source, float rate, Span<float> target)
    {
        var from = Vectors.Of(source);
        var to = Vectors.Of(target);
        for (var i = 0; i < from.Length; i++)
        {
            to[i] += rate * (from[i] - to[i]);
        }

        for (var i = Vectors.Tail(source.Length); i < source.Length; i++)
        {
            target[i] += rate * (source[i] - target[i]);
        }
    }
}
