using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>One update of actor, critics and state module from a batch of transitions (Liu et al. 2018, algorithm 1, lines 13 to
/// 19):
/// deterministic policy gradient with target networks, or the same with the soft ranking in place of the bare action.</summary>
/// <remarks>The graphs are recorded once, over the memory of <see cref="Batch"/>; an update replays them and allocates
/// nothing.</remarks>
public sealed partial class DdpgLearner
{
    private readonly LearningOptions _options;
    private readonly TargetNetwork _target;
    private readonly ParameterRange _criticRange, _actorRange;
    private readonly Adam _criticAdam, _actorAdam;
    private readonly Tape _nextTape = new(), _criticTape = new(), _actorTape = new();
    private readonly Variable _nextValues, _targets, _criticLoss, _action, _value, _actorLoss;
    private readonly Variable[] _values; // Q(s, a) of each critic, [B]
    private readonly float[] _absoluteErrors;
    private readonly long _criticUpdatesFirst;

    /// <summary>A learner of <paramref name="networks"/>, whose targets start as their copies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public DdpgLearner(ActorCritic networks, LearningOptions options)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Discount, "options.Discount");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Discount, 1, "options.Discount");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ActorDelay, "options.ActorDelay");
        (Networks, _options) = (networks, options);
        _criticUpdatesFirst = Math.Min(options.CriticUpdatesFirst, options.UpdatesDue(options.Steps) / 4);
        _target = new TargetNetwork(networks, options.SoftUpdateRate);
        (_criticRange, _actorRange) = (networks.CriticRange, networks.ActorRange);
        _criticAdam = new Adam(_criticRange, new AdamOptions(options.CriticRate, L2: options.CriticL2));
        _actorAdam = new Adam(_actorRange, new AdamOptions(options.ActorRate, L2: options.ActorL2));

        var size = networks.Embeddings.Size;
        Batch = new TransitionBatch(options.BatchSize, networks.HistoryLength, options.StoredAction == StoredAction.Vector ? size : 0);
        _absoluteErrors = new float[Batch.Size];
        _targets = Tape.Input(new Shape(Batch.Size));
        _nextValues = RecordNextValues();
        (_values, _criticLoss) = RecordCriticLoss();
        (_action, _value, _actorLoss) = RecordActorLoss();
    }

    /// <summary>Its settings.</summary>
    public LearningOptions Options => _options;

    /// <summary>What is trained.</summary>
    public ActorCritic Networks { get; }

    /// <summary>What the targets come from; starts as a copy of <see cref="Networks"/>.</summary>
    public ActorCritic TargetNetworks => _target.Networks;

    /// <summary>To be filled before each <see cref="Update"/>.</summary>
    public TransitionBatch Batch { get; }

    /// <summary>Updates made.</summary>
    public long UpdateCount => _criticAdam.StepCount;

    /// <summary>What the last update saw.</summary>
    public UpdateStatistics Statistics { get; internal set; }

    /// <summary>Learns from <see cref="Batch"/>: a critic step, an actor step if it is due, and a step of the targets.</summary>
    /// <returns>|y - Q| before the step, the mean over the critics, [B]: the new priorities; overwritten by the next
    /// update.</returns>
    /// <exception cref="InvalidOperationException">A gradient is not finite: the run has diverged.</exception>
    public ReadOnlySpan<float> Update()
    {
        if (_options.Discount > 0)
        {
            _nextTape.Forward();
        }

        Equations.TemporalDifferenceTargets(Batch.Rewards, Batch.Discounts, _nextValues.Value.Span, _targets.Value.Span);
        StepCritic();
        if (UpdateCount > _criticUpdatesFirst && UpdateCount % _options.ActorDelay == 0)
        {
            StepActor();
        }

        _target.SoftUpdate();
        return _absoluteErrors;
    }

    private void StepCritic()
    {
        _criticTape.Forward();
        _absoluteErrors.AsSpan().Clear();
        foreach (var values in _values)
        {
            Equations.AddAbsoluteErrors(_targets.Value.Span, values.Value.Span, 1f / _values.Length, _absoluteErrors);
        }

        var norm = Step(_criticTape, _criticLoss, _criticRange, _criticAdam);
        Statistics = Statistics with
        {
            CriticLoss = _criticLoss.Value.Span[0], MeanValue = Equations.Mean(_values[0].Value.Span), CriticGradientNorm = norm,
        };
    }

    private void StepActor()
    {
        _actorTape.Forward();
        var norm = Step(_actorTape, _actorLoss, _actorRange, _actorAdam);
        var (meanAbsolute, saturated) = Equations.ActionStatistics(_action.Value.Span);
        Statistics = Statistics with
        {
            ActorObjective = Equations.Mean(_value.Value.Span), MeanAbsoluteAction = meanAbsolute, SaturatedShare = saturated,
            ActorGradientNorm = norm,
        };
    }

    private double Step(Tape tape, Variable loss, ParameterRange range, Adam adam)
    {
        range.ZeroGradients(); // critics and actor share the state module's gradients
        tape.Backward(loss);
        var norm = GradientClipping.ByGlobalNorm(range, _options.GradientNorm > 0 ? _options.GradientNorm : double.PositiveInfinity);
        adam.Step();
        return norm;
    }

    /// <summary>V'(s') under the target networks. The item just shown cannot be shown again.</summary>
    private Variable RecordNextValues()
    {
        var state = TargetNetworks.State.Forward(_nextTape, Batch.Users, Batch.NextItems, frozen: true);
        var action = TargetNetworks.Actor.Forward(_nextTape, state, frozen: true).Action;
        var value = NewValue(_options.NextCandidates, Batch.NextItems, Batch.Shown);
        return value.Forward(_nextTape, TargetNetworks, state, action, pessimistic: true);
    }

    /// <summary>(1/B) Σ w (y - Q(s, a))² for the stored action, summed over the critics.</summary>
    private (Variable[] Values, Variable Loss) RecordCriticLoss()
    {
        var size = Networks.Embeddings.Size;
        var state = Networks.State.Forward(_criticTape, Batch.Users, Batch.Items);
        var action = _options.StoredAction == StoredAction.Vector
            ? Tape.Constant(new Tensor(new Shape(Batch.Size, size), Batch.Actions))
            : _criticTape.Gather(Tape.Constant(Networks.Embeddings.Items), Batch.Shown);
        var weights = Tape.Constant(new Tensor(new Shape(Batch.Size), Batch.Weights));
        Variable[] values = [.. Networks.Critics.Select(critic => critic.Forward(_criticTape, state.Features, action))];
        var losses = values.Select(value => _criticTape.WeightedSquaredError(value, _targets, weights));
        return (values, losses.Aggregate((sum, loss) => _criticTape.Add(sum, loss)));
    }

    /// <summary>-(1/B) Σ V(s) at a = pi(s), not at the stored action; and the penalty of the network's output.</summary>
    private (Variable Action, Variable Value, Variable Loss) RecordActorLoss()
    {
        var state = Networks.State.Forward(_actorTape, Batch.Users, Batch.Items);
        var (action, output) = Networks.Actor.Forward(_actorTape, state);
        var value = NewValue(_options.Candidates, Batch.Items).Forward(_actorTape, Networks, state, action, _options.PessimisticActor);
        var loss = _actorTape.Scale(_actorTape.Mean(value), -1);
        if (_options.OutputPenalty > 0)
        {
            loss = _actorTape.Add(loss, _actorTape.Scale(_actorTape.Mean(_actorTape.Multiply(output, output)), _options.OutputPenalty));
        }

        return (action, value, loss);
    }

    private PolicyValue NewValue(int candidates, params int[][] hidden) => _options.Objective switch
    {
        ActorObjective.PolicyGradient => new DeterministicValue(),
        ActorObjective.Ranking => new RankingValue(Networks.Embeddings, Batch.Size, candidates, _options.Temperature, hidden),
        _ => throw new ArgumentOutOfRangeException(nameof(candidates), _options.Objective, "There is no such objective."),
    };
}
