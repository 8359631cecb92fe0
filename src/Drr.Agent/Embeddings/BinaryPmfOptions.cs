using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Embeddings;

/// <summary>Matrix factorisation of who rated what, by alternating least squares.</summary>
public sealed record BinaryPmfOptions
{
    /// <summary>w0, the weight of an unrated pair (target 0) beside weight 1 of a rated one (target 1); in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public float UnratedWeight { get; init; } = 0.5f;

    /// <summary>lambda: L2 weight of a vector, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float Penalty { get; init; } = 30;

    /// <summary>Passes over users and items, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Passes { get; init; } = 6;

    /// <summary>Standard deviation of the item vectors at the start, above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float InitialSpread { get; init; } = 0.1f;

    /// <summary>The table's item vectors are divided by their length to this power, in [0, 1]: 1 makes unit vectors.</summary>
    [Range(0.0, 1.0)]
    public float NormExponent { get; init; } = 0.5f;
}
