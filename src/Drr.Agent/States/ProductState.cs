using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Ops;

namespace Drr.Agent.States;

/// <summary>DRR-p: [ i_1 .. i_n ; { w_a i_a ⊗ w_b i_b : a &lt; b } ]; the items stand unscaled. Width k(n + n(n-1)/2).</summary>
public sealed class ProductState : StateModule
{
    internal ProductState(HistoryWeights weights, int historyLength, EmbeddingTable embeddings)
        : base(weights, historyLength, embeddings) => Width = embeddings.Size * historyLength * (historyLength + 1) / 2;

    /// <inheritdoc/>
    public override int Width { get; }

    private protected override Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled)
    {
        var history = History(tape, items);
        return [Flatten(history), Flatten(tape.PairwiseProducts(tape.ScaleSlots(history, weights)))];
    }
}
