using Drr.Agent.Embeddings;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.States;

/// <summary>Turns observations, which are ids, into states (Liu et al. 2018, section 4.2). The weights w_a of the history items
/// are learned with actor and critic; vectors of users and items are constants.</summary>
/// <remarks>An empty slot counts as a vector of zeros; pooling still divides by all n slots, so a short history
/// gives a short vector.</remarks>
public abstract class StateModule
{
    /// <summary>Prefix of the weights' names in the parameter set.</summary>
    public const string Prefix = "state/";

    private readonly HistoryWeights _weights; // w_a
    private readonly int _historyLength;

    private protected StateModule(HistoryWeights weights, int historyLength, EmbeddingTable embeddings) =>
        (_weights, _historyLength, Embeddings) = (weights, historyLength, embeddings);

    /// <summary>Width S of a state.</summary>
    public abstract int Width { get; }

    private protected EmbeddingTable Embeddings { get; }

    /// <summary>The module that <paramref name="options"/> ask for, its weights added to <paramref name="parameters"/>; at first
    /// all items of a history weigh the same, or nearly so.</summary>
    /// <param name="options">Which module, and what a weight belongs to.</param>
    /// <param name="parameters">Where the weights go.</param>
    /// <param name="historyLength">Slots n, 1 or more; 2 or more for DRR-p and DRR-u, which multiply pairs.</param>
    /// <param name="embeddings">The vectors of the ids.</param>
    /// <param name="rng">Source of the weights that are drawn: those of DRR-att.</param>
    /// <exception cref="ArgumentOutOfRangeException">The history is too short for the module, or the
    /// module is unknown.</exception>
    public static StateModule Create(
        StateOptions options, ParameterSet parameters, int historyLength, EmbeddingTable embeddings, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(rng);
        var pairs = options.Module is StateModuleKind.P or StateModuleKind.U;
        ArgumentOutOfRangeException.ThrowIfLessThan(historyLength, pairs ? 2 : 1);
        HistoryWeights weights = options switch
        {
            { Module: StateModuleKind.Att } => new AttentionWeights(parameters, embeddings, rng),
            { Weights: SlotWeights.Item } => new ItemWeights(parameters, embeddings),
            _ => new PlaceWeights(parameters, historyLength),
        };
        return options.Module switch
        {
            StateModuleKind.P => new ProductState(weights, historyLength, embeddings),
            StateModuleKind.U => new UserProductState(weights, historyLength, embeddings),
            StateModuleKind.Ave => new AverageState(weights, historyLength, embeddings),
            StateModuleKind.N => new ItemsState(weights, historyLength, embeddings),
            StateModuleKind.Att => new AttentionState(weights, historyLength, embeddings),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Module, "There is no such state module."),
        };
    }

    /// <summary>Records the states of a batch.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="users">Dense ids [B]; the caller's, filled anew before each forward pass.</param>
    /// <param name="items">Histories [B·n], oldest first, -1 for an empty slot, which come before all others;
    /// the caller's, likewise.</param>
    /// <param name="frozen">Whether the weights are constants here.</param>
    public State Forward(Tape tape, int[] users, int[] items, bool frozen = false)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(users);
        return Forward(tape, tape.Gather(Tape.Constant(Embeddings.Users), users), items, frozen);
    }

    /// <summary>Records the states of a batch of users whose vectors are given, whether they are in the table or not.</summary>
    /// <param name="tape">Where to record.</param> <param name="user">u, [B, k]; a constant.</param>
    /// <param name="items">As above.</param> <param name="frozen">As above.</param>
    public State Forward(Tape tape, Variable user, int[] items, bool frozen = false)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(items);
        var batch = user.Shape[0];
        new Shape(items.Length).MustBe(new Shape(batch * _historyLength), nameof(items));
        var weights = _weights.Forward(tape, user, items, frozen);
        var pooled = tape.GatherSum(Tape.Constant(Embeddings.Items), items, weights, batch, 1f / _historyLength);
        return new State(Combine(tape, user, items, weights, pooled), pooled, user);
    }

    /// <summary>The module's formula.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="user">u, [B, k]</param>
    /// <param name="items">Ids of the history [B·n].</param>
    /// <param name="weights">w_a, [n] or [B, n]</param> <param name="pooled">g = (1/n) Σ w_a i_a, [B, k]</param>
    /// <returns>Parts that side by side are [B, S].</returns>
    private protected abstract Variable[] Combine(Tape tape, Variable user, int[] items, Variable weights, Variable pooled);

    /// <summary>i_a, [B, n, k], for modules that need the items one by one.</summary>
    private protected Variable History(Tape tape, int[] items) => tape.Gather(Tape.Constant(Embeddings.Items), items)
        .Reshape(new Shape(items.Length / _historyLength, _historyLength, Embeddings.Size));

    /// <summary>Slots side by side: [B, n, k] as [B, n·k].</summary>
    private protected static Variable Flatten(Variable slots) =>
        slots.Reshape(new Shape(slots.Shape[0], slots.Shape[1] * slots.Shape[2]));
}

/// <summary>The states of a batch, as recorded by a <see cref="StateModule"/>.</summary>
/// <param name="Features">s, what actor and critic read: parts that side by side are [B, S]. They are never concatenated, and the
/// constant ones cost no gradient.</param>
/// <param name="Pooled">g = (1/n) Σ w_a i_a, [B, k]: the weighted mean of the history.</param>
/// <param name="User">u, [B, k]; a constant.</param>
public readonly record struct State(Variable[] Features, Variable Pooled, Variable User)
{
    /// <summary>The same values as constants: no gradient flows back through them.</summary>
    public State Detached => new([.. Features.Select(part => Tape.Constant(part.Value))], Tape.Constant(Pooled.Value), User);
}

/// <summary>How an observation becomes a state.</summary>
public sealed record StateOptions
{
    /// <summary>How a history becomes a state (Liu et al. 2018, section 4.2); the paper's best is DRR-ave.</summary>
    public StateModuleKind Module { get; init; } = StateModuleKind.Ave;

    /// <summary>Whether a pooling weight belongs to a place or to an item; DRR-att computes its weights from
    /// user and item instead.</summary>
    public SlotWeights Weights { get; init; } = SlotWeights.Position;
}

/// <summary>The state modules: those of Liu et al. 2018, section 4.2, its baseline, and one with attention.</summary>
public enum StateModuleKind
{
    /// <summary>DRR-p: the items and their pairwise products.</summary>
    P,

    /// <summary>DRR-u: the user times each item, and the items' pairwise products.</summary>
    U,

    /// <summary>DRR-ave: the user, the user times the pooled items, the pooled items.</summary>
    Ave,

    /// <summary>DRR-n: the items side by side.</summary>
    N,

    /// <summary>DRR-att: the user, the user times the items weighted by attention.</summary>
    Att,
}
