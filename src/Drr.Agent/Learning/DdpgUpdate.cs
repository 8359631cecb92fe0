using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>What one update computes from a batch (Liu et al. 2018, algorithm 1, lines 15 to 18): the target of the
/// critic, the loss of the critic, the loss of the actor. Each is a graph that is recorded once and replayed on
/// whatever the batch holds.</summary>
/// <remarks>B transitions (s, a, r, s') with discount gamma and importance weight w; states are [B, S], actions [B, k], values
/// [B]. The networks are Q and pi, the target networks Q' and pi'. <see cref="DdpgLearner"/> makes the steps.</remarks>
internal sealed class DdpgUpdate
{
    private readonly ActorCritic _networks, _targetNetworks;
    private readonly LearningOptions _options;
    private readonly TransitionBatch _batch;
    private readonly RatingLookup? _offered;
    private readonly Tape _targetTape = new(), _criticTape = new(), _actorTape = new();
    private readonly Variable _nextValue, _target, _value, _criticLoss, _policyValue, _actorLoss;

    /// <summary>Records the graphs.</summary>
    /// <param name="networks">Q and pi; gradients go to their buffer.</param>
    /// <param name="targetNetworks">Q' and pi', constants here.</param> <param name="options">The learning rule.</param>
    /// <param name="batch">Read anew by every replay.</param>
    /// <param name="offered">What users can be shown; <c>null</c> for everything.</param>
    public DdpgUpdate(
        ActorCritic networks, ActorCritic targetNetworks, LearningOptions options, TransitionBatch batch, RatingLookup? offered)
    {
        (_networks, _targetNetworks, _options, _batch, _offered) = (networks, targetNetworks, options, batch, offered);
        (CriticRange, ActorRange) = (networks.CriticRange, networks.ActorRange);
        _target = Tape.Input(new Shape(batch.Size));
        _nextValue = RecordNextValue();
        (_value, _criticLoss) = RecordCriticLoss();
        (_policyValue, _actorLoss) = RecordActorLoss();
    }

    /// <summary>Where the gradients of the critic's loss go: critic and state module.</summary>
    public ParameterRange CriticRange { get; }

    /// <summary>Where the gradients of the actor's loss go: state module and actor.</summary>
    public ParameterRange ActorRange { get; }

    /// <summary>V'(s'), the value of what the target networks would do next: Q'(s', pi'(s')) (Lillicrap et al. 2016,
    /// equation 5), or the same over the items that pi' would show. Items that the session has used, and the one just shown,
    /// cannot be shown again.</summary>
    private Variable RecordNextValue()
    {
        var state = _targetNetworks.State.Forward(_targetTape, _batch.Users, _batch.NextItems, frozen: true);
        var action = _targetNetworks.Actor.Forward(_targetTape, state, frozen: true).Action;
        var objective = NewObjective(_options.NextCandidates, _batch.Used, _batch.Shown);
        var value = objective.Forward(_targetTape, _targetNetworks, state, action);
        if (!_options.MinimumTarget)
        {
            return value;
        }

        var seen = _networks.State.Forward(_targetTape, _batch.Users, _batch.NextItems, frozen: true);
        return _targetTape.Minimum(value, objective.Forward(_targetTape, _networks, seen, action));
    }

    /// <summary>L_Q = (1/B) Σ w·(y - Q(s, a))² with y = r + gamma·V'(s'); a is the stored action.</summary>
    private (Variable Value, Variable Loss) RecordCriticLoss()
    {
        var state = _networks.State.Forward(_criticTape, _batch.Users, _batch.Items);
        var action = _options.StoredAction == StoredAction.Vector
            ? Tape.Constant(new Tensor(new Shape(_batch.Size, _batch.Shape.ActionSize), _batch.Actions))
            : _criticTape.Gather(Tape.Constant(_networks.Embeddings.Items), _batch.Shown);
        var weights = Tape.Constant(new Tensor(new Shape(_batch.Size), _batch.Weights));
        var value = _networks.Critic.Forward(_criticTape, state, action);
        return (value, _criticTape.WeightedSquaredError(value, _target, weights));
    }

    /// <summary>L_pi = -(1/B) Σ V(s), the value of what the actor does in s: Q(s, pi(s)), whose gradient is the deterministic
    /// policy gradient (Lillicrap et al. 2016, equation 6), or the same over the items that pi would show. The action is
    /// pi(s), not the stored one.</summary>
    private (Variable Value, Variable Loss) RecordActorLoss()
    {
        var state = _networks.State.Forward(_actorTape, _batch.Users, _batch.Items);
        var (action, output) = _networks.Actor.Forward(_actorTape, state);
        var objective = NewObjective(_options.Candidates, _batch.Used);
        var value = objective.Forward(_actorTape, _networks, state, action);
        var loss = _actorTape.Scale(_actorTape.Mean(value), -1);
        if (_options.OutputPenalty > 0) // + c·mean(net(s)²)
        {
            loss = _actorTape.Add(
                loss, _actorTape.Scale(_actorTape.Mean(_actorTape.Multiply(output, output)), _options.OutputPenalty));
        }

        return (value, loss);
    }

    /// <summary>V(s): the plain policy gradient, or the ranking.</summary>
    private PolicyValue NewObjective(int candidates, params int[][] hidden) => _options.Objective switch
    {
        ActorObjective.PolicyGradient => new DeterministicValue(),
        _ => new RankingValue(_networks.Embeddings, _batch.Size, candidates, _options.Temperature, hidden)
        {
            Offered = _offered is null ? null : (_offered, _batch.Users),
        },
    };

    /// <summary>Adds <paramref name="share"/> times d L_Q to the gradients of the critic.</summary>
    /// <param name="share">Share of these rows in the whole batch.</param>
    /// <param name="absoluteErrors">|y - Q|, [B]; overwritten.</param>
    /// <returns>L_Q, and the mean of Q.</returns>
    public (float Loss, float MeanValue) AddCriticGradients(float share, Span<float> absoluteErrors)
    {
        if (_options.Discount > 0)
        {
            _targetTape.Forward();
        }

        Equations.TemporalDifferenceTargets(_batch.Rewards, _batch.Discounts, _nextValue.Value.Span, _target.Value.Span);
        _criticTape.Forward();
        _criticTape.Backward(_criticLoss, [share]);
        Equations.AbsoluteErrors(_target.Value.Span, _value.Value.Span, absoluteErrors);
        return (_criticLoss.Value.Span[0], Equations.Mean(_value.Value.Span));
    }

    /// <summary>Adds <paramref name="share"/> times d L_pi to the gradients of the actor.</summary>
    /// <returns>The mean of V(s).</returns>
    public float AddActorGradients(float share)
    {
        _actorTape.Forward();
        _actorTape.Backward(_actorLoss, [share]);
        return Equations.Mean(_policyValue.Value.Span);
    }
}
