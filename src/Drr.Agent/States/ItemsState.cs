using Drr.Agent.Embeddings;
using Drr.Autodiff;

namespace Drr.Agent.States;

/// <summary>DRR-n, the paper's baseline without interactions: [ i_1 .. i_n ], the history's vectors side by side. Width
/// nk.</summary>
/// <remarks>Its weights reach the actor through <see cref="State.Pooled"/> alone, where the history has a share.</remarks>
public sealed class ItemsState : StateModule
{
    internal ItemsState(HistoryWeights weights, int historyLength, EmbeddingTable embeddings)
        : base(weights, historyLength, embeddings) => Width = embeddings.Size * historyLength;

    /// <inheritdoc/>
    public override int Width { get; }

    private protected override Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled) =>
        [Flatten(History(tape, items))];
}
