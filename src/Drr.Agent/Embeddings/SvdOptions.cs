using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Embeddings;

/// <summary>Truncated SVD of who rated what, popular items played down.</summary>
public sealed record SvdOptions
{
    /// <summary>An item's column is divided by its count of training rows to this power, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public float CountExponent { get; init; } = 0.4f;

    /// <summary>Passes of the subspace iteration, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Passes { get; init; } = 8;

    /// <summary>Directions that are carried along beyond those kept, 0 or more: more of them, fewer passes.</summary>
    [Range(0, int.MaxValue)]
    public int Oversampling { get; init; } = 20;

    /// <summary>The table's item vectors are divided by their length to this power, in [0, 1]: 1 makes unit vectors.</summary>
    [Range(0.0, 1.0)]
    public float NormExponent { get; init; } = 0.5f;
}
