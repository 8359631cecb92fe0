using Drr.Tensors;

namespace Drr.Agent.Embeddings;

/// <summary>The vectors of users and items, and what they were fitted on.</summary>
public sealed class EmbeddingTable
{
    /// <summary>A table over fitted vectors.</summary>
    /// <exception cref="ArgumentException">Widths or lengths do not fit each other.</exception>
    public EmbeddingTable(EmbeddingMethod method, Tensor users, Tensor items, bool[] fitted, string rowsHash)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(fitted);
        users.Shape.MustBe(new Shape(users.Shape[0], items.Shape[-1]), nameof(users));
        new Shape(fitted.Length).MustBe(new Shape(items.Shape[0]), nameof(fitted));
        (Method, Users, Items, Fitted, RowsHash) = (method, users, items, fitted, rowsHash);
    }

    /// <summary>How they were fitted.</summary>
    public EmbeddingMethod Method { get; }

    /// <summary>Width k.</summary>
    public int Size => Items.Shape[-1];

    /// <summary>User vectors [users, k]; under the catalogue protocol each is folded in from the user's starting items only.</summary>
    public Tensor Users { get; }

    /// <summary>Item vectors [items, k]; zero where not fitted.</summary>
    public Tensor Items { get; }

    /// <summary>[items]: whether the item had a training row. Others have no vector and are never shown.</summary>
    public bool[] Fitted { get; }

    /// <summary>Hash of the rows that trained the vectors, as the split's manifest states it.</summary>
    public string RowsHash { get; }
}
