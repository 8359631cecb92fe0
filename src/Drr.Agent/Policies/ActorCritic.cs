using Drr.Agent.Embeddings;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Policies;

/// <summary>The networks of an agent over one parameter set, laid out [critic | state module | actor]: both steps train the state
/// module, so the range that a critic step changes and the one that an actor step changes overlap in it.</summary>
public sealed partial class ActorCritic
{
    private readonly PolicyOptions _policy;
    private readonly StateOptions _state;

    /// <summary>Networks with random weights.</summary>
    /// <param name="policy">Actor and critic.</param>
    /// <param name="state">State module.</param>
    /// <param name="historyLength">Slots n.</param>
    /// <param name="embeddings">Vectors of users and items.</param> <param name="rng">Source of the weights.</param>
    public ActorCritic(PolicyOptions policy, StateOptions state, int historyLength, EmbeddingTable embeddings, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(policy.Hidden, "policy.Hidden");
        (_policy, _state, HistoryLength, Embeddings) = (policy, state, historyLength, embeddings);
        var size = embeddings.Size;
        // The critic lies before the state module, so it needs its width before it exists.
        var width = StateModule.Create(state, new ParameterSet(), historyLength, embeddings, new Rng(0)).Width;
        Critic = new Critic(Parameters, policy.Hidden, width, size, rng);
        State = StateModule.Create(state, Parameters, historyLength, embeddings, rng);
        Actor = new Actor(Parameters, policy, width, size, rng);
    }

    /// <summary>The agent's name in tables, by its state module: <c>DRR-ave</c>.</summary>
    public string Name => $"DRR-{_state.Module.ToString().ToLowerInvariant()}";

    /// <summary>All weights.</summary>
    public ParameterSet Parameters { get; } = new();

    /// <summary>The critic.</summary>
    public Critic Critic { get; }

    /// <summary>The state module, shared by actor and critic.</summary>
    public StateModule State { get; }

    /// <summary>The actor.</summary>
    public Actor Actor { get; }

    /// <summary>Slots n of an observation.</summary>
    public int HistoryLength { get; }

    /// <summary>The vectors of the ids.</summary>
    public EmbeddingTable Embeddings { get; }

    /// <summary>What a critic step changes: critic and state module.</summary>
    public ParameterRange CriticRange => Parameters.Range(Policies.Critic.Prefix, StateModule.Prefix);

    /// <summary>What an actor step changes: state module and actor.</summary>
    public ParameterRange ActorRange => Parameters.Range(StateModule.Prefix, Policies.Actor.Prefix);

    /// <summary>Networks of the same form with random weights.</summary>
    internal ActorCritic Untrained(Rng rng) => new(_policy, _state, HistoryLength, Embeddings, rng);

    /// <summary>Networks of the same form with the same weights and memory of their own.</summary>
    public ActorCritic Clone()
    {
        var clone = new ActorCritic(_policy, _state, HistoryLength, Embeddings, new Rng(0));
        clone.Parameters.CopyFrom(Parameters);
        return clone;
    }

    /// <summary>The same weights with a gradient buffer of its own, so that two threads can differentiate at once.</summary>
    public ActorCritic WithOwnGradients()
    {
        var twin = new ActorCritic(_policy, _state, HistoryLength, Embeddings, new Rng(0));
        twin.Parameters.ShareValuesOf(Parameters);
        return twin;
    }
}

/// <summary>The target networks: a second set that follows the trained one slowly and gives the targets of the TD error
/// (Lillicrap et al. 2016).</summary>
internal sealed class TargetNetwork
{
    private readonly ActorCritic _source;
    private readonly float _rate;

    /// <summary>A hard copy of <paramref name="source"/>.</summary>
    /// <param name="source">The networks being trained.</param> <param name="softUpdateRate">tau, in (0, 1].</param>
    public TargetNetwork(ActorCritic source, float softUpdateRate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(softUpdateRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(softUpdateRate, 1);
        (_source, _rate, Networks) = (source, softUpdateRate, source.Clone());
    }

    /// <summary>The target networks themselves.</summary>
    public ActorCritic Networks { get; }

    /// <summary>theta' += tau·(theta - theta'), all weights in one pass.</summary>
    public void SoftUpdate() => Updates.SoftUpdate(_source.Parameters.Values, _rate, Networks.Parameters.Values);
}
