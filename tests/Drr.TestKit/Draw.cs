using Drr.Tensors;

namespace Drr.TestKit;

/// <summary>Random arrays for tests.</summary>
public static class Draw
{
    /// <summary>Standard normal values.</summary>
    public static float[] Gaussian(Rng rng, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)rng.NextGaussian())];
}
