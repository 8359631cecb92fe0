using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Autodiff;
using Drr.Autodiff.Optimizers;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Learning;

/// <summary>One update of actor, critics and state module from a batch of transitions (Liu et al. 2018, algorithm 1, lines 13 to
/// 19):
/// deterministic policy gradient with target networks, or the same with the soft ranking in place of the bare action.</summary>
/// <remarks>The graphs are recorded once (<see cref="Lane"/>); an update replays them and allocates nothing. A large batch has two
/// lanes, whose gradients are added in fixed order: one thread or two give the same bits.</remarks>
public sealed partial class DdpgLearner
{
    private readonly LearningOptions _options;
    private readonly TargetNetwork _target;
    private readonly Adam _criticAdam, _actorAdam;
    private readonly Lane[] _lanes;
    private readonly Action[] _learnCritic, _learnActor; // of each lane
    private readonly float[] _absoluteErrors;
    private readonly long _criticUpdatesFirst;

    /// <summary>A learner of <paramref name="networks"/>, whose targets start as their copies.</summary>
    /// <param name="networks">What is trained.</param> <param name="options">The learning rule.</param>
    /// <param name="episodeLength">Steps T of a session at most: its earlier ones cannot be shown again.</param>
    /// <param name="offered">What users can be shown, where it is less than all items: the ranking objective ranks nothing
    /// else.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public DdpgLearner(ActorCritic networks, LearningOptions options, int episodeLength, RatingLookup? offered = null)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Discount, "options.Discount");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Discount, 1, "options.Discount");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ActorDelay, "options.ActorDelay");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads, "options.Threads");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Threads, 2, "options.Threads");
        (Networks, _options) = (networks, options);
        _criticUpdatesFirst = Math.Min(options.CriticUpdatesFirst, options.UpdatesDue(options.Steps) / 4);
        _target = new TargetNetwork(networks, options.SoftUpdateRate);
        _criticAdam = new Adam(networks.CriticRange, new AdamOptions(options.CriticRate, L2: options.CriticL2));
        _actorAdam = new Adam(networks.ActorRange, new AdamOptions(options.ActorRate, L2: options.ActorL2));

        Batch = new TransitionBatch(options.BatchSize, new TransitionShape(
            networks.HistoryLength,
            options.StoredAction == StoredAction.Vector ? networks.Embeddings.Size : 0,
            options.Objective == ActorObjective.Ranking ? networks.HistoryLength + episodeLength - 1 : 0));
        _absoluteErrors = new float[Batch.Size];
        _lanes = [.. Lanes(offered)];
        _learnCritic = [.. _lanes.Select<Lane, Action>(lane => lane.LearnCritic)];
        _learnActor = [.. _lanes.Select<Lane, Action>(lane => lane.LearnActor)];
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
        Run(_learnCritic);
        var norm = Step(lane => lane.CriticRange, _criticAdam);
        Statistics = Statistics with
        {
            CriticLoss = Sum(s => s.CriticLoss), MeanValue = Sum(s => s.MeanValue), CriticGradientNorm = norm,
        };
    }

    private void StepActor()
    {
        Run(_learnActor);
        var norm = Step(lane => lane.ActorRange, _actorAdam);
        Statistics = Statistics with { ActorObjective = Sum(s => s.ActorObjective), ActorGradientNorm = norm };
    }

    /// <summary>Lanes differ in the rows that they see and in the buffer of their gradients. The first one's networks are those
    /// that are trained.</summary>
    private IEnumerable<Lane> Lanes(RatingLookup? offered)
    {
        var rows = Lane.RowsOfPart(Batch.Size);
        var count = rows == Batch.Size ? 1 : 2;
        for (var i = 0; i < count; i++)
        {
            var networks = i == 0 ? Networks : Networks.WithOwnGradients();
            var stretch = (i * Batch.Size / count)..((i + 1) * Batch.Size / count);
            yield return new Lane(networks, TargetNetworks, _options, Batch, stretch, rows, _absoluteErrors, offered);
        }
    }

    private void Run(Action[] lanes)
    {
        if (lanes.Length > 1 && _options.Threads > 1)
        {
            SecondThread.Run(lanes[0], lanes[1]);
            return;
        }

        foreach (var lane in lanes)
        {
            lane();
        }
    }

    private double Step(Func<Lane, ParameterRange> rangeOf, Adam adam)
    {
        var range = rangeOf(_lanes[0]);
        for (var i = 1; i < _lanes.Length; i++)
        {
            Arithmetic.Add(range.Gradients, rangeOf(_lanes[i]).Gradients, range.Gradients);
        }

        var norm = GradientClipping.ByGlobalNorm(range, _options.GradientNorm > 0 ? _options.GradientNorm : double.PositiveInfinity);
        adam.Step();
        return norm;
    }

    private float Sum(Func<UpdateStatistics, float> part)
    {
        var sum = part(_lanes[0].Statistics);
        for (var i = 1; i < _lanes.Length; i++)
        {
            sum += part(_lanes[i].Statistics);
        }

        return sum;
    }
}
