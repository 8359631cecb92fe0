using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Embeddings;

/// <summary>How users and items become vectors.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>The method. <see cref="EmbeddingMethod.Pmf"/> orders rated items; a whole catalogue needs one of the
    /// others.</summary>
    public EmbeddingMethod Method { get; init; } = EmbeddingMethod.Svd;

    /// <summary>Width k of a vector, 2 or more; 100 in the paper.</summary>
    [Range(2, int.MaxValue)]
    public int Size { get; init; } = 100;

    /// <summary>Root mean square of the elements of the table's item vectors, and of its user vectors; above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float VectorScale { get; init; } = 0.3f;

    /// <summary>Settings of <see cref="EmbeddingMethod.Pmf"/>.</summary>
    public PmfOptions Pmf { get; init; } = new();

    /// <summary>Settings of <see cref="EmbeddingMethod.BinaryPmf"/>.</summary>
    public BinaryPmfOptions BinaryPmf { get; init; } = new();

    /// <summary>Settings of <see cref="EmbeddingMethod.Svd"/>.</summary>
    public SvdOptions Svd { get; init; } = new();
}
