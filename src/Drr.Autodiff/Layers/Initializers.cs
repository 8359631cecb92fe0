using Drr.Tensors;

namespace Drr.Autodiff.Layers;

/// <summary>The usual distributions of initial weights.</summary>
public static class Initializers
{
    /// <summary>Uniform with variance 2 / (in + out), which keeps the scale of values and gradients through
    /// tanh and linear layers.</summary>
    /// <remarks>Glorot and Bengio (2010), equation 16.</remarks>
    public static void XavierUniform(Tensor weight, Rng rng) =>
        Fill(weight, rng, Math.Sqrt(6.0 / (weight.Shape[0] + weight.Shape[1])));

    /// <summary>Uniform with variance 2 / in, which keeps the scale of values through ReLU layers.</summary>
    /// <remarks>He et al. (2015), equation 10.</remarks>
    public static void HeUniform(Tensor weight, Rng rng) => Fill(weight, rng, Math.Sqrt(6.0 / weight.Shape[0]));

    /// <summary>Uniform in ±limit: with 3e-3 the small last layer of DDPG, whose first actions and values are near 0.</summary>
    /// <remarks>Lillicrap et al. (2016), section 7.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public static Initializer Uniform(double limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return (weight, rng) => Fill(weight, rng, limit);
    }

    private static void Fill(Tensor weight, Rng rng, double limit)
    {
        foreach (ref var value in weight.Span)
        {
            value = (float)(limit * ((2 * rng.NextDouble()) - 1));
        }
    }
}

/// <summary>Fills the weights of a layer before training.</summary>
/// <param name="weight">[in, out]; overwritten.</param>
/// <param name="rng">Every value is drawn from here, in order of memory.</param>
public delegate void Initializer(Tensor weight, Rng rng);
