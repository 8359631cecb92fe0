using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Embeddings;

/// <summary>How users and items become vectors.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>The method. <see cref="EmbeddingMethod.Pmf"/> and <see cref="EmbeddingMethod.SvdPlusPlus"/> order rated items; a
    /// whole catalogue needs one of the others.</summary>
    public EmbeddingMethod Method { get; init; } = EmbeddingMethod.Svd;

    /// <summary>Width k of a vector, 2 to 10,000; 100 in the paper.</summary>
    [Range(2, 10_000)]
    public int Size { get; init; } = 100;

    /// <summary>Fits from different starts that share the width, their vectors concatenated, 1 or more: an inner product is the
    /// sum of theirs, which has a smaller error than any of them. Each needs a width of 2 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Members { get; init; } = 1;

    /// <summary>Root mean square of the elements of the table's item vectors, and of its user vectors; above 0.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public float VectorScale { get; init; } = 0.3f;

    /// <summary>Settings of <see cref="EmbeddingMethod.Pmf"/>.</summary>
    public PmfOptions Pmf { get; init; } = new();

    /// <summary>Settings of <see cref="EmbeddingMethod.BinaryPmf"/>.</summary>
    public BinaryPmfOptions BinaryPmf { get; init; } = new();

    /// <summary>Settings of <see cref="EmbeddingMethod.Svd"/>.</summary>
    public SvdOptions Svd { get; init; } = new();

    /// <summary>Settings of <see cref="EmbeddingMethod.SvdPlusPlus"/>.</summary>
    public SvdPlusPlusOptions SvdPlusPlus { get; init; } = new();

    /// <summary>The most passes over the rows, of all members together.</summary>
    internal int Passes => Members * Method switch
    {
        EmbeddingMethod.Pmf => Pmf.Passes,
        EmbeddingMethod.BinaryPmf => BinaryPmf.Passes,
        EmbeddingMethod.SvdPlusPlus => SvdPlusPlus.Passes,
        _ => Svd.Passes,
    };
}

/// <summary>How embeddings are fitted.</summary>
public enum EmbeddingMethod
{
    /// <summary>Probabilistic matrix factorisation of the ratings (Mnih and Salakhutdinov 2007), biases as coordinates.</summary>
    Pmf,

    /// <summary>Matrix factorisation of who rated what, whatever the rating (Hu, Koren and Volinsky 2008).</summary>
    BinaryPmf,

    /// <summary>Truncated singular value decomposition of the count-normalised matrix of who rated what.</summary>
    Svd,

    /// <summary>Matrix factorisation of the ratings in which a user's vector has a part for each rated item, whatever
    /// the stars (Koren 2008).</summary>
    SvdPlusPlus,
}
