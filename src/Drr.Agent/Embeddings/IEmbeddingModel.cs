using Drr.Agent.Data;
using Drr.Tensors;

namespace Drr.Agent.Embeddings;

/// <summary>Fitted vectors whose inner product orders items for a user.</summary>
public interface IEmbeddingModel
{
    /// <summary>User vectors [users, k]: fitted where the user has training rows, else folded in from state rows.</summary>
    Tensor Users { get; }

    /// <summary>Item vectors [items, k]; zero where the item has no training row.</summary>
    Tensor Items { get; }

    /// <summary>The vector of a user of whom some rows are known, with the item vectors as they are.</summary>
    /// <param name="rows">The known rows; their user id is not looked at.</param> <param name="user">[k], overwritten.</param>
    void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user);
}
