using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Embeddings;

/// <summary>How users and items become vectors.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>The method.</summary>
    public EmbeddingMethod Method { get; init; } = EmbeddingMethod.Pmf;

    /// <summary>Width k of a vector, 2 or more.</summary>
    [Range(2, int.MaxValue)]
    public int Size { get; init; } = 100;

    /// <summary>Settings of <see cref="EmbeddingMethod.Pmf"/>.</summary>
    public PmfOptions Pmf { get; init; } = new();
}
