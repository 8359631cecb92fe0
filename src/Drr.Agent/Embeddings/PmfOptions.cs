using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Embeddings;

/// <summary>Stochastic gradient descent on the ratings. The defaults were chosen on validation rows of ML-1M.</summary>
public sealed record PmfOptions
{
    /// <summary>Passes over the training rows at most, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Passes { get; init; } = 30;

    /// <summary>Passes without a better validation error after which to stop; the best pass is kept. 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Patience { get; init; } = 3;

    /// <summary>Learning rate of the first pass, above 0.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float Rate { get; init; } = 0.05f;

    /// <summary>The rate is multiplied by this after each pass, in (0, 1].</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float RateDecay { get; init; } = 0.85f;

    /// <summary>lambda: L2 weight a rating, on both of its vectors, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float Penalty { get; init; } = 0.06f;

    /// <summary>Whether users and items have biases; without them it is the model of Mnih and Salakhutdinov.</summary>
    public bool Biases { get; init; } = true;

    /// <summary>Standard deviation of the factors at the start, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float InitialSpread { get; init; } = 0.1f;
}
