using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>Gradients of one stretch of the batch, a part at a time: the graphs are recorded over the rows of a part, so that
/// what they compute stays in a core's cache however large the batch is.</summary>
/// <remarks>Lanes share weights and nothing else, so two threads may run one each.</remarks>
internal sealed class Lane
{
    private const int SmallestSplit = 256, LargestPart = 128; // rows; 128 rows of all activations are about 1 MB

    private readonly LearningOptions _options;
    private readonly RatingLookup? _offered;
    private readonly ActorCritic _networks, _targetNetworks;
    private readonly TransitionBatch _batch, _part;
    private readonly int _start, _end;
    private readonly float _share; // of a part in the means over the batch
    private readonly Tape _nextTape = new(), _criticTape = new(), _actorTape = new();
    private readonly Variable _nextValues, _targets, _criticLoss, _value, _actorLoss;
    private readonly Variable[] _values; // Q(s, a) of each critic
    private readonly float[] _absoluteErrors; // of the whole batch, of which this lane writes its stretch

    /// <summary>Records the graphs.</summary>
    /// <param name="networks">What is trained; the gradients go to its buffer.</param>
    /// <param name="targets">Where targets come from.</param> <param name="options">The learning rule.</param>
    /// <param name="batch">The whole batch.</param> <param name="stretch">Which rows of it.</param>
    /// <param name="rows">Of a part.</param> <param name="absoluteErrors">|y - Q| of the whole batch.</param>
    /// <param name="offered">What users can be shown; <c>null</c> for everything.</param>
    internal Lane(
        ActorCritic networks, ActorCritic targets, LearningOptions options, TransitionBatch batch, Range stretch, int rows,
        float[] absoluteErrors, RatingLookup? offered = null)
    {
        _offered = offered;
        (_networks, _targetNetworks, _options, _batch, _absoluteErrors) = (networks, targets, options, batch, absoluteErrors);
        (_start, _end, _share) = (stretch.Start.Value, stretch.End.Value, (float)rows / batch.Size);
        _part = rows == batch.Size ? batch : new TransitionBatch(rows, batch.Shape);
        (CriticRange, ActorRange) = (networks.CriticRange, networks.ActorRange);
        _targets = Tape.Input(new Shape(rows));
        _nextValues = RecordNextValues();
        (_values, _criticLoss) = RecordCriticLoss();
        (_value, _actorLoss) = RecordActorLoss();
    }

    /// <summary>Where a critic step finds its gradients.</summary>
    internal ParameterRange CriticRange { get; }

    /// <summary>Where an actor step finds its gradients.</summary>
    internal ParameterRange ActorRange { get; }

    /// <summary>This lane's share of the batch's means; without gradient norms.</summary>
    internal UpdateStatistics Statistics { get; private set; }

    /// <summary>Rows of a part. A batch of 256 rows or more has two lanes, and its parts are the largest of up to 128 rows that
    /// divide a lane; a smaller batch, or one that has no such parts of at least 32 rows, is one part of one lane. It depends on
    /// nothing but the size of the batch, so that sums have one order whatever the number of threads.</summary>
    internal static int RowsOfPart(int batch)
    {
        for (var rows = LargestPart; batch >= SmallestSplit && rows >= LargestPart / 4; rows--)
        {
            if (batch % (2 * rows) == 0)
            {
                return rows;
            }
        }

        return batch;
    }

    /// <summary>The critics' gradients, and |y - Q|.</summary>
    internal void LearnCritic()
    {
        CriticRange.ZeroGradients(); // critics and actor share the state module's gradients
        Statistics = Statistics with { CriticLoss = 0, MeanValue = 0 };
        for (var start = _start; start < _end; start += _part.Size)
        {
            _part.CopyFrom(_batch, start);
            if (_options.Discount > 0)
            {
                _nextTape.Forward();
            }

            Equations.TemporalDifferenceTargets(_part.Rewards, _part.Discounts, _nextValues.Value.Span, _targets.Value.Span);
            _criticTape.Forward();
            var errors = _absoluteErrors.AsSpan(start, _part.Size);
            errors.Clear();
            foreach (var values in _values)
            {
                Equations.AddAbsoluteErrors(_targets.Value.Span, values.Value.Span, 1f / _values.Length, errors);
            }

            _criticTape.Backward(_criticLoss, [_share]);
            Statistics = Statistics with
            {
                CriticLoss = Statistics.CriticLoss + (_share * _criticLoss.Value.Span[0]),
                MeanValue = Statistics.MeanValue + (_share * Equations.Mean(_values[0].Value.Span)),
            };
        }
    }

    /// <summary>The actor's gradients.</summary>
    internal void LearnActor()
    {
        ActorRange.ZeroGradients();
        Statistics = Statistics with { ActorObjective = 0 };
        for (var start = _start; start < _end; start += _part.Size)
        {
            _part.CopyFrom(_batch, start);
            _actorTape.Forward();
            _actorTape.Backward(_actorLoss, [_share]);
            Statistics = Statistics with
            {
                ActorObjective = Statistics.ActorObjective + (_share * Equations.Mean(_value.Value.Span)),
            };
        }
    }

    /// <summary>V'(s') under the target networks, and if the options say so under the trained ones too, of which the smaller
    /// counts. What the session had used up, and the item just shown, cannot be shown again.</summary>
    private Variable RecordNextValues()
    {
        var state = _targetNetworks.State.Forward(_nextTape, _part.Users, _part.NextItems, frozen: true);
        var action = _targetNetworks.Actor.Forward(_nextTape, state, frozen: true).Action;
        var value = Value(_targetNetworks, state);
        return _options.MinimumTarget
            ? _nextTape.Minimum(value, Value(_networks, _networks.State.Forward(_nextTape, _part.Users, _part.NextItems, frozen: true)))
            : value;

        Variable Value(ActorCritic networks, State seen) => NewValue(_options.NextCandidates, _part.Used, _part.Shown)
            .Forward(_nextTape, networks, seen, action, pessimistic: true);
    }

    /// <summary>(1/B) Σ w (y - Q(s, a))² for the stored action, summed over the critics.</summary>
    private (Variable[] Values, Variable Loss) RecordCriticLoss()
    {
        var size = _networks.Embeddings.Size;
        var state = _networks.State.Forward(_criticTape, _part.Users, _part.Items);
        var action = _options.StoredAction == StoredAction.Vector
            ? Tape.Constant(new Tensor(new Shape(_part.Size, size), _part.Actions))
            : _criticTape.Gather(Tape.Constant(_networks.Embeddings.Items), _part.Shown);
        var weights = Tape.Constant(new Tensor(new Shape(_part.Size), _part.Weights));
        Variable[] values = [.. _networks.Critics.Select(critic => critic.Forward(_criticTape, state, action))];
        var losses = values.Select(value => _criticTape.WeightedSquaredError(value, _targets, weights));
        return (values, losses.Aggregate((sum, loss) => _criticTape.Add(sum, loss)));
    }

    /// <summary>-(1/B) Σ V(s) at a = pi(s), not at the stored action; and the penalty of the network's output.</summary>
    private (Variable Value, Variable Loss) RecordActorLoss()
    {
        var state = _networks.State.Forward(_actorTape, _part.Users, _part.Items);
        var (action, output) = _networks.Actor.Forward(_actorTape, state);
        var value = NewValue(_options.Candidates, _part.Used).Forward(_actorTape, _networks, state, action, _options.PessimisticActor);
        var loss = _actorTape.Scale(_actorTape.Mean(value), -1);
        if (_options.OutputPenalty > 0)
        {
            loss = _actorTape.Add(loss, _actorTape.Scale(_actorTape.Mean(_actorTape.Multiply(output, output)), _options.OutputPenalty));
        }

        return (value, loss);
    }

    private PolicyValue NewValue(int candidates, params int[][] hidden) => _options.Objective switch
    {
        ActorObjective.PolicyGradient => new DeterministicValue(),
        ActorObjective.Ranking => new RankingValue(_networks.Embeddings, _part.Size, candidates, _options.Temperature, hidden)
        {
            Offered = _offered is null ? null : (_offered, _part.Users),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(candidates), _options.Objective, "There is no such objective."),
    };
}
