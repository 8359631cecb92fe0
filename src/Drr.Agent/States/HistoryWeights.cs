using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.States;

/// <summary>The weights w_a of a history's items.</summary>
internal abstract class HistoryWeights
{
    /// <summary>Records the weights.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="user">u, [B, k]</param>
    /// <param name="items">Ids of the histories [B·n], -1 for an empty slot; filled anew before each forward pass.</param>
    /// <param name="frozen">Whether what is learned is constant here.</param>
    /// <returns>[n], or [B, n]</returns>
    public abstract Variable Forward(Tape tape, Variable user, int[] items, bool frozen);
}

/// <summary>One learned number for each place in the history, [n].</summary>
internal sealed class PlaceWeights : HistoryWeights
{
    private readonly Parameter _weights;

    public PlaceWeights(ParameterSet parameters, int historyLength)
    {
        _weights = parameters.Add(StateModule.Prefix + "weights", new Shape(historyLength));
        _weights.Value.Span.Fill(1); // the plain mean of the history
    }

    public override Variable Forward(Tape tape, Variable user, int[] items, bool frozen) => frozen ? _weights.Frozen : _weights;
}

/// <summary>One learned number for each item, [items, 1], wherever it stands.</summary>
internal sealed class ItemWeights : HistoryWeights
{
    private readonly Parameter _weights;

    public ItemWeights(ParameterSet parameters, EmbeddingTable embeddings)
    {
        _weights = parameters.Add(StateModule.Prefix + "weights", new Shape(embeddings.Items.Shape[0], 1));
        _weights.Value.Span.Fill(1);
    }

    public override Variable Forward(Tape tape, Variable user, int[] items, bool frozen)
    {
        var batch = user.Shape[0];
        return tape.Gather(frozen ? _weights.Frozen : _weights, items).Reshape(new Shape(batch, items.Length / batch));
    }
}
