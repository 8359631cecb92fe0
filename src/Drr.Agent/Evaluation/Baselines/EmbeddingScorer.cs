using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>Vectors by themselves: score(i) = ⟨u, v_i⟩ with the user's fitted or folded-in vector, whatever the state.</summary>
/// <param name="name">The row's name in a table.</param>
/// <param name="users">[users, k]</param> <param name="items">[items, k]</param>
public sealed class EmbeddingScorer(string name, Tensor users, Tensor items) : IScorer
{
    /// <summary>The vectors that the agent sees.</summary>
    public EmbeddingScorer(EmbeddingTable embeddings) : this("embedding", embeddings.Users, embeddings.Items)
    {
    }

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        MatMul.ABt(users.Row(observation.User), items.Span, 1, items.Shape.Columns, scores.Length, scores);
    }
}
