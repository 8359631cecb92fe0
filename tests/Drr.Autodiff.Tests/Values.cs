using Drr.Tensors;

namespace Drr.Autodiff.Tests;

/// <summary>Test values.</summary>
internal static class Values
{
    /// <summary>Uniform in ±[0.1, 1.5]: farther from the kink at 0 than a gradient check steps.</summary>
    public static Tensor AwayFromZero(this Rng rng, Shape shape)
    {
        var tensor = new Tensor(shape);
        foreach (ref var value in tensor.Span)
        {
            value = (0.1f + (1.4f * rng.NextSingle())) * (rng.NextInt(2) == 0 ? 1 : -1);
        }

        return tensor;
    }

    /// <summary>A leaf that keeps a gradient, over values that it shares.</summary>
    public static Variable Kept(this Tensor value) => new(value, new Tensor(value.Shape));

    /// <summary>A vector that keeps a gradient.</summary>
    public static Variable Vector(params float[] values) => new Tensor(new Shape(values.Length), values).Kept();

    /// <summary>The bits, so that NaN equals NaN and 0 differs from -0.</summary>
    public static int[] Bits(this ReadOnlySpan<float> values)
    {
        var bits = new int[values.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.SingleToInt32Bits(values[i]);
        }

        return bits;
    }

    /// <summary>The bits of a tensor.</summary>
    public static int[] Bits(this Tensor tensor) => Bits((ReadOnlySpan<float>)tensor.Span);
}
