using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>score(i) = ⟨g, v_i⟩ with g the mean vector of the state's items: DRR with nothing learned. Without items
/// all scores are 0.</summary>
public sealed class HistoryMeanScorer(EmbeddingTable embeddings) : IScorer
{
    private readonly float[] _mean = new float[embeddings.Size];

    /// <inheritdoc/>
    public string Name => "history mean";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        Array.Clear(_mean);
        var count = observation.Items.AsSpan().Length - observation.Items.AsSpan().Count(Observation.Empty);
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.AddScaled(embeddings.Items.Row(item), 1f / count, _mean);
            }
        }

        MatMul.ABt(_mean, embeddings.Items.Span, 1, embeddings.Size, scores.Length, scores);
    }
}
