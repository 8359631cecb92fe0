using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.States;

/// <summary>DRR-ave: [ u ; u ⊗ g ; g ] with g = (1/n) Σ_a w_a i_a; ⊗ is the element-wise product. Width 3k.</summary>
/// <remarks>This module, DRR-p and DRR-u are drawn in docs/figures.md.</remarks>
internal sealed class AverageState : StateModule
{
    internal AverageState(HistoryWeights weights, int historyLength, EmbeddingTable embeddings)
        : base(weights, historyLength, embeddings) => Width = 3 * embeddings.Size;

    /// <inheritdoc/>
    public override int Width { get; }

    private protected override Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled) =>
        [user, tape.Multiply(user, pooled), pooled];
}

/// <summary>DRR-p: [ i_1 .. i_n ; { w_a i_a ⊗ w_b i_b : a &lt; b } ]; the items stand unscaled. Width k(n + n(n-1)/2).</summary>
internal sealed class ProductState : StateModule
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

/// <summary>DRR-u: [ { u ⊗ w_a i_a } ; { w_a i_a ⊗ w_b i_b : a &lt; b } ]. Width k(n + n(n-1)/2).</summary>
internal sealed class UserProductState : StateModule
{
    private readonly int _historyLength;

    internal UserProductState(HistoryWeights weights, int historyLength, EmbeddingTable embeddings)
        : base(weights, historyLength, embeddings)
    {
        _historyLength = historyLength;
        Width = embeddings.Size * historyLength * (historyLength + 1) / 2;
    }

    /// <inheritdoc/>
    public override int Width { get; }

    private protected override Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled)
    {
        var weighted = tape.ScaleSlots(History(tape, items), weights);
        var users = tape.RepeatRows(user, _historyLength).Reshape(new Shape(user.Shape[0], _historyLength, user.Shape[1]));
        return [Flatten(tape.Multiply(users, weighted)), Flatten(tape.PairwiseProducts(weighted))];
    }
}

/// <summary>DRR-n, the paper's baseline without interactions: [ i_1 .. i_n ], the history's vectors
/// side by side. Width nk.</summary>
/// <remarks>The weights act only through <see cref="State.Pooled"/>, which the actor adds where its share of
/// the history is above 0.</remarks>
internal sealed class ItemsState : StateModule
{
    internal ItemsState(HistoryWeights weights, int historyLength, EmbeddingTable embeddings)
        : base(weights, historyLength, embeddings) => Width = embeddings.Size * historyLength;

    /// <inheritdoc/>
    public override int Width { get; }

    private protected override Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled) =>
        [Flatten(History(tape, items))];
}

/// <summary>DRR-att: [ u ; u ⊗ g ] with g = Σ_a α_a i_a, with weights from a network of user and item
/// (<see cref="AttentionWeights"/>). Width 2k.</summary>
/// <remarks>Huang et al. 2022, section 4.2, after the same group's second paper.</remarks>
internal sealed class AttentionState : StateModule
{
    internal AttentionState(HistoryWeights weights, int historyLength, EmbeddingTable embeddings)
        : base(weights, historyLength, embeddings) => Width = 2 * embeddings.Size;

    /// <inheritdoc/>
    public override int Width { get; }

    private protected override Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled) =>
        [user, tape.Multiply(user, pooled)];
}
