using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Policies;

/// <summary>Actor, critic and exploration.</summary>
public sealed record PolicyOptions
{
    /// <summary>Width of the hidden layers, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Hidden { get; init; } = 128;

    /// <summary>Probability of a random item in the first step, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public double EpsilonStart { get; init; } = 1;

    /// <summary>Probability of a random item once it has decayed, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public double EpsilonEnd { get; init; } = 0.1;

    /// <summary>Environment steps over which epsilon falls linearly.</summary>
    [Range(0, int.MaxValue)]
    public int EpsilonSteps { get; init; } = 10_000;

    /// <summary>Standard deviation of the Gaussian noise on the action while training, 0 or more.</summary>
    [Range(0.0, float.MaxValue)]
    public float Noise { get; init; } = 0.1f;
}
