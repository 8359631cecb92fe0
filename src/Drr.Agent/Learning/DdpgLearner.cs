using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Autodiff;
using Drr.Autodiff.Optimizers;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Learning;

/// <summary>Learns from batches (Liu et al. 2018, algorithm 1, lines 13 to 19): gradients, clipping, Adam, soft update of the
/// targets. The losses are in <see cref="DdpgUpdate"/>.</summary>
/// <remarks>An update allocates nothing. A large batch is split into slices, whose gradients are added in fixed order
/// (<see cref="BatchSlices"/>).</remarks>
public sealed partial class DdpgLearner
{
    private readonly LearningOptions _options;
    private readonly TargetNetwork _target;
    private readonly Adam _criticAdam, _actorAdam;
    private readonly BatchSlices _slices;
    private readonly DdpgUpdate[] _halves; // the first one's networks are the trained ones
    private readonly Action[] _addCriticGradients, _addActorGradients; // of each half
    private readonly UpdateStatistics[] _means; // of each half: its part of the means over the batch
    private readonly float[] _absoluteErrors;
    private readonly long _criticUpdatesFirst;

    /// <summary>A learner of <paramref name="networks"/>, whose targets start as their copies.</summary>
    /// <param name="networks">What is trained.</param> <param name="options">The learning rule.</param>
    /// <param name="episodeLength">Steps T of a session at most; items of earlier steps cannot be shown again.</param>
    /// <param name="offered">What each user can be shown, where it is less than all items: the ranking
    /// objective ranks nothing else.</param>
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
        _slices = new BatchSlices(Batch, options.Threads);
        _halves = [.. Enumerable.Range(0, _slices.Halves).Select(half => new DdpgUpdate(
            half == 0 ? networks : networks.WithOwnGradients(), TargetNetworks, options, _slices.SliceOf(half), offered))];
        _means = new UpdateStatistics[_halves.Length];
        _addCriticGradients = _slices.Prepare(AddCriticGradients);
        _addActorGradients = _slices.Prepare(AddActorGradients);
    }

    /// <summary>Its settings.</summary>
    public LearningOptions Options => _options;

    /// <summary>What is trained.</summary>
    public ActorCritic Networks { get; }

    /// <summary>The target networks; they start as a copy of <see cref="Networks"/>.</summary>
    public ActorCritic TargetNetworks => _target.Networks;

    /// <summary>To be filled before each <see cref="Update"/>.</summary>
    public TransitionBatch Batch { get; }

    /// <summary>Updates made.</summary>
    public long UpdateCount => _criticAdam.StepCount;

    /// <summary>Loss, values and gradient norms of the last update.</summary>
    internal UpdateStatistics Statistics { get; set; }

    /// <summary>Learns from <see cref="Batch"/>: a critic step, an actor step if it is due, and a step of the targets.</summary>
    /// <returns>|y - Q| before the step, [B]: the new priorities; overwritten by the next update.</returns>
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
        _means.AsSpan().Clear();
        foreach (var half in _halves)
        {
            half.CriticRange.ZeroGradients(); // critic and actor share the state module's gradients
        }

        _slices.Run(_addCriticGradients);
        var norm = Step(half => half.CriticRange, _criticAdam);
        Statistics = Statistics with
        {
            CriticLoss = Sum(s => s.CriticLoss), MeanValue = Sum(s => s.MeanValue), CriticGradientNorm = norm,
        };
    }

    private void StepActor()
    {
        _means.AsSpan().Clear();
        foreach (var half in _halves)
        {
            half.ActorRange.ZeroGradients();
        }

        _slices.Run(_addActorGradients);
        var norm = Step(half => half.ActorRange, _actorAdam);
        Statistics = Statistics with { ActorObjective = Sum(s => s.ActorObjective), ActorGradientNorm = norm };
    }

    private void AddCriticGradients(int half, int start)
    {
        var share = (float)_slices.Rows / Batch.Size;
        var (loss, value) = _halves[half].AddCriticGradients(share, _absoluteErrors.AsSpan(start, _slices.Rows));
        ref var means = ref _means[half];
        means = means with { CriticLoss = means.CriticLoss + (share * loss), MeanValue = means.MeanValue + (share * value) };
    }

    private void AddActorGradients(int half, int start)
    {
        var share = (float)_slices.Rows / Batch.Size;
        ref var means = ref _means[half];
        means = means with { ActorObjective = means.ActorObjective + (share * _halves[half].AddActorGradients(share)) };
    }

    /// <summary>Adds the halves' gradients, clips them if the options say so, and makes a step of Adam.</summary>
    /// <returns>The gradient's norm before clipping.</returns>
    private double Step(Func<DdpgUpdate, ParameterRange> rangeOf, Adam adam)
    {
        var range = rangeOf(_halves[0]);
        for (var half = 1; half < _halves.Length; half++)
        {
            Arithmetic.Add(range.Gradients, rangeOf(_halves[half]).Gradients, range.Gradients);
        }

        var clips = _options.GradientNorm > 0;
        var before = clips ? GradientClipping.ByGlobalNorm(range, _options.GradientNorm) : 0;
        var norm = adam.Step();
        GradientClipping.MustBeFinite(norm);
        return clips ? before : norm;
    }

    private float Sum(Func<UpdateStatistics, float> part)
    {
        var sum = part(_means[0]);
        for (var half = 1; half < _means.Length; half++)
        {
            sum += part(_means[half]);
        }

        return sum;
    }
}

/// <summary>Figures of an update. Those of the actor are of its latest step, since it may be trained less
/// often than the critic.</summary>
/// <param name="CriticLoss">(1/B) Σ w (y - Q)².</param>
/// <param name="MeanValue">Mean Q of the batch.</param>
/// <param name="ActorObjective">Mean of V(s), which the actor maximises.</param>
/// <param name="CriticGradientNorm">Before clipping.</param>
/// <param name="ActorGradientNorm">Before clipping.</param>
internal readonly record struct UpdateStatistics(
    float CriticLoss, float MeanValue, float ActorObjective, double CriticGradientNorm, double ActorGradientNorm);
