using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.States;

/// <summary>DRR-u: [ { u ⊗ w_a i_a } ; { w_a i_a ⊗ w_b i_b : a &lt; b } ]. Width k(n + n(n-1)/2).</summary>
public sealed class UserProductState : StateModule
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
