using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>The embeddings by themselves: score(i) = ⟨u, v_i⟩ with the user's fitted or folded-in vector.</summary>
public sealed class EmbeddingScorer(EmbeddingTable embeddings) : IScorer
{
    /// <inheritdoc/>
    public string Name => "embedding";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        MatMul.ABt(embeddings.Users.Row(observation.User), embeddings.Items.Span, 1, embeddings.Size, scores.Length, scores);
    }
}
