namespace Drr.Agent.Evaluation.Baselines;

/// <summary>Stochastic gradient descent of <see cref="SvdPlusPlusModel"/>.</summary>
public sealed record SvdPlusPlusOptions
{
    /// <summary>Factors k of a vector, 1 or more.</summary>
    public int Factors { get; init; } = 32;

    /// <summary>Passes over the training rows at most, 1 or more.</summary>
    public int Passes { get; init; } = 40;

    /// <summary>Passes without a better validation error after which to stop; the best pass is kept. 1 or more.</summary>
    public int Patience { get; init; } = 2;

    /// <summary>Learning rate of the first pass, above 0.</summary>
    public float Rate { get; init; } = 0.02f;

    /// <summary>The rate is multiplied by this after each pass, in (0, 1].</summary>
    public float RateDecay { get; init; } = 0.92f;

    /// <summary>lambda: L2 weight a rating, above 0.</summary>
    public float Penalty { get; init; } = 0.05f;

    /// <summary>Standard deviation of the factors at the start, above 0.</summary>
    public float InitialSpread { get; init; } = 0.1f;
}
