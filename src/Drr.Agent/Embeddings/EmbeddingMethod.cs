namespace Drr.Agent.Embeddings;

/// <summary>How embeddings are fitted.</summary>
public enum EmbeddingMethod
{
    /// <summary>Probabilistic matrix factorisation of the ratings (Mnih and Salakhutdinov 2007), biases as coordinates.</summary>
    Pmf,

    /// <summary>Matrix factorisation of who rated what, whatever the rating (Hu, Koren and Volinsky 2008).</summary>
    BinaryPmf,

    /// <summary>Truncated singular value decomposition of the count-normalised matrix of who rated what.</summary>
    Svd,

    /// <summary>Matrix factorisation of the ratings in which a user's vector has a part for each rated item, whatever the stars
    /// (Koren 2008).</summary>
    SvdPlusPlus,
}
