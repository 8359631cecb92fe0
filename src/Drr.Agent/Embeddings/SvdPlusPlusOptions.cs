using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Embeddings;

/// <summary>Stochastic gradient descent of <see cref="SvdPlusPlusModel"/>. The defaults were chosen on validation rows of
/// ML-1M.</summary>
public sealed record SvdPlusPlusOptions
{
    /// <summary>Passes over the training rows at most, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Passes { get; init; } = 40;

    /// <summary>Passes without a better validation error after which to stop; the best pass is kept. 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Patience { get; init; } = 2;

    /// <summary>Learning rate of the first pass, above 0.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float Rate { get; init; } = 0.02f;

    /// <summary>The rate is multiplied by this after each pass, in (0, 1].</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float RateDecay { get; init; } = 0.92f;

    /// <summary>lambda: L2 weight a rating, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float Penalty { get; init; } = 0.05f;

    /// <summary>Standard deviation of the factors at the start, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float InitialSpread { get; init; } = 0.1f;
}
