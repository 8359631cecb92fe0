namespace Drr.Tensors.Reference;

/// <summary>Steps that move parameters in place.</summary>
public static class Updates
{
    /// <summary>One step of Adam with bias correction and an L2 term, m and v included.</summary>
    /// <param name="gradients">[length]; read only.</param> <param name="learningRate">Above 0.</param>
    /// <param name="beta1">Decay of m, in [0, 1).</param>
    /// <param name="beta2">Decay of v, in [0, 1).</param> <param name="epsilon">Added outside the root.</param>
    /// <param name="step">This step's number, from 1.</param>
    /// <param name="l2">Times the value is added to the gradient; 0 for plain Adam.</param>
    /// <param name="m">First moments, [length].</param>
    /// <param name="v">Second moments, [length].</param> <param name="values">The parameters, [length].</param>
    /// <returns>Σ gradients², which costs no pass of its own here.</returns>
    /// <remarks>Kingma and Ba (2015), algorithm 1, in the order of operations that PyTorch uses.</remarks>
    public static float AdamStep(
        ReadOnlySpan<float> gradients, double learningRate, double beta1, double beta2, double epsilon, long step, double l2,
        Span<float> m, Span<float> v, Span<float> values)
    {
        var (correction1, correction2) = (1 - Math.Pow(beta1, step), Math.Sqrt(1 - Math.Pow(beta2, step)));
        for (var i = 0; i < gradients.Length; i++)
        {
            var g = gradients[i] + (l2 * values[i]);
            m[i] = (float)(m[i] + ((1 - beta1) * (g - m[i])));
            v[i] = (float)((beta2 * v[i]) + ((1 - beta2) * g * g));
            values[i] = (float)(values[i] - (learningRate / correction1 * m[i] / ((Math.Sqrt(v[i]) / correction2) + epsilon)));
        }

        return Reductions.SumOfSquares(gradients);
    }

    /// <summary>target += rate·(source - target): Polyak averaging; rate 1 is a copy up to rounding.</summary>
    public static void SoftUpdate(ReadOnlySpan<float> source, float rate, Span<float> target)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = (float)(target[i] + (rate * ((double)source[i] - target[i])));
        }
    }
}
