using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.States;

/// <summary>w_a = n·α_a, α = softmax over the history of m(u, i_a), with m a network of one hidden layer of k units with
/// ReLU.</summary>
/// <remarks>n cancels the 1/n of pooling: α sums to 1 already. It starts near the plain mean, since m's last weights are near 0.
/// An empty slot gets no share; a history without items shares evenly among zeros.</remarks>
internal sealed class AttentionWeights : HistoryWeights
{
    private const float Masked = -1e9f; // exp of it is 0, and a row of nothing else stays finite

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
