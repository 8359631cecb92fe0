using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Layers;
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
    /// <param name="frozen">Whether the learned weights are constants here.</param>
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

/// <summary>Whether a learned weight w_a belongs to a place or to an item; the paper leaves it open.</summary>
public enum SlotWeights
{
    /// <summary>Its place in the history.</summary>
    Position,

    /// <summary>The item itself, wherever it stands.</summary>
    Item,
}

/// <summary>w_a = n·α_a, α = softmax over the history of m(u, i_a), with m a network of one hidden layer
/// of k units with ReLU.</summary>
/// <remarks>n cancels the 1/n of pooling: α sums to 1 already. It starts near the plain mean, since m's last weights are near 0.
/// An empty slot gets no weight. In a history without items all slots get the same, and their vectors are zeros.</remarks>
internal sealed class AttentionWeights : HistoryWeights
{
    private const float Masked = -1e9f; // its exponential is 0, and a row of such values stays finite

    private readonly EmbeddingTable _embeddings;
    private readonly Mlp _network;

    public AttentionWeights(ParameterSet parameters, EmbeddingTable embeddings, Rng rng)
    {
        _embeddings = embeddings;
        int[] sizes = [2 * embeddings.Size, embeddings.Size, 1];
        _network = new Mlp(
            parameters, StateModule.Prefix + "attention", sizes, rng, outputInitializer: Initializers.Uniform(3e-3));
    }

    public override Variable Forward(Tape tape, Variable user, int[] items, bool frozen)
    {
        var (batch, n) = (user.Shape[0], items.Length / user.Shape[0]);
        var history = tape.Gather(Tape.Constant(_embeddings.Items), items); // [B·n, k]
        var scores = _network.Forward(tape, [tape.RepeatRows(user, n), history], frozen).Reshape(new Shape(batch, n));
        return tape.Scale(tape.SoftmaxRows(tape.Mask(scores, items, Masked)), n);
    }
}
