using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Tensors;

namespace Drr.Agent.Sessions;

/// <summary>The trained agent, which keeps learning within a session (Liu et al. 2018, section 5.3): it shows the best item,
/// without exploration, and makes one update a step from the steps of this session. Each session starts from the state at
/// the end of training.</summary>
/// <remarks>It owns the learner and trains it at every step. A session depends on its user and the seed alone, not on the
/// sessions before. Once one has been played, nothing allocates.</remarks>
internal sealed class LearningSession : ISessionPolicy
{
    private readonly DdpgLearner _learner;
    private readonly LearnerSnapshot _trained;
    private readonly PrioritizedReplay _steps; // of this session
    private readonly double _importanceExponent;
    private readonly Policy _policy;
    private readonly ItemRanker _ranker;
    private readonly Rng _rng;
    private readonly RngState _start;
    private readonly Observation _before;
    private readonly float[] _action; // as the replay memory keeps it
    private int _shown;

    /// <summary>A policy that starts every session from the learner as it is now.</summary>
    /// <param name="name">The row's name in a table.</param>
    /// <param name="learner">With its targets and optimisers as at the end of training.</param>
    /// <param name="replay">Priorities of the draws; beta is that of the end of training, the
    /// capacity is that of a session.</param>
    /// <param name="episodeLength">Steps T of a session, 1 or more.</param>
    /// <param name="rng">Draws the batches; its state is copied, and every session starts from the same one.</param>
    public LearningSession(string name, DdpgLearner learner, ReplayOptions replay, int episodeLength, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(replay);
        ArgumentNullException.ThrowIfNull(rng);
        var networks = learner.Networks;
        (Name, _learner, _trained) = (name, learner, learner.Snapshot());
        _action = new float[learner.Batch.Shape.ActionSize];
        _steps = new PrioritizedReplay(replay with { Capacity = episodeLength }, learner.Batch.Shape);
        _importanceExponent = replay.ImportanceExponentEnd;
        (_policy, _ranker) = (new Policy(networks, rows: 1), new ItemRanker(networks.Embeddings, rows: 1));
        (_rng, _start) = (new Rng(0), rng.State);
        _before = new Observation(networks.HistoryLength);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public void Reset()
    {
        _learner.Restore(_trained);
        _steps.Clear();
        _rng.State = _start;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No available item has a vector.</exception>
    public int Choose(Observation observation, ReadOnlySpan<bool> unavailable)
    {
        _before.CopyFrom(observation);
        _policy.Observe(0, observation);
        var action = _policy.Act();
        action[.._action.Length].CopyTo(_action);
        _ranker.Score(action);
        _ranker.Hide(0, unavailable);
        return _shown = _ranker.Best(0);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The agent has diverged.</exception>
    public void Observe(StepOutcome outcome, Observation next)
    {
        if (outcome.Ended)
        {
            return; // no further item will be shown that an update could improve
        }

        _steps.Add(_before, _shown, _action, outcome.Reward, _learner.Options.Discount, next);
        _steps.Sample(_learner.Batch, _rng, _importanceExponent);
        _steps.UpdatePriorities(_learner.Batch.Slots, _learner.Update());
    }
}
