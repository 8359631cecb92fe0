using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Ops;

namespace Drr.Agent.States;

/// <summary>DRR-att: [ u ; u ⊗ g ] with g = Σ_a α_a i_a, the items weighted by what the user makes of them
/// (<see cref="AttentionWeights"/>). Width 2k.</summary>
/// <remarks>Huang et al. 2022, section 4.2, after the same group's second paper.</remarks>
public sealed class AttentionState : StateModule
{
    internal AttentionState(HistoryWeights weights, int historyLength, EmbeddingTable embeddings)
        : base(weights, historyLength, embeddings) => Width = 2 * embeddings.Size;

    /// <inheritdoc/>
    public override int Width { get; }

    private protected override Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled) =>
        [user, tape.Multiply(user, pooled)];
}
