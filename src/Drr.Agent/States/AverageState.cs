using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Ops;

namespace Drr.Agent.States;

/// <summary>DRR-ave: [ u ; u ⊗ g ; g ] with g = (1/n) Σ_a w_a i_a; ⊗ is the element-wise product. Width 3k.</summary>
public sealed class AverageState : StateModule
{
    internal AverageState(HistoryWeights weights, int historyLength, EmbeddingTable embeddings)
        : base(weights, historyLength, embeddings) => Width = 3 * embeddings.Size;

    /// <inheritdoc/>
    public override int Width { get; }

    private protected override Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled) =>
        [user, tape.Multiply(user, pooled), pooled];
}
