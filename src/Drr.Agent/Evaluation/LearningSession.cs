using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Tensors;

namespace Drr.Agent.Evaluation;

/// <summary>The agent that goes on learning within a session: an update after each step, from the session's own steps. Before the
/// next
/// session it is what training left (Liu et al. 2018, section 5.3).</summary>
/// <remarks>It shows the best item, without exploration. The learner is its own: what it learns is seen by whoever else uses its
/// networks, until the next <see cref="Reset"/>.</remarks>
public sealed class LearningSession : ISessionPolicy
{
    private readonly DdpgLearner _learner;
    private readonly LearnerState _trained;
    private readonly ReplayOptions _replayOptions;
    private readonly LearningOptions _learningOptions;
    private readonly Policy _policy;
    private readonly ItemRanker _ranker;
    private readonly Observation _before;
    private readonly float[] _action;
    private readonly Rng _rng;
    private readonly RngState _start;
    private PrioritizedReplay _replay;
    private int _shown;

    /// <summary>Sessions that start from the learner as it is now.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="learner">The trained agent.</param>
    /// <param name="options">Learning and replay settings.</param> <param name="rng">The draws of every session; copied.</param>
    public LearningSession(string name, DdpgLearner learner, DrrOptions options, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rng);
        (Name, _learner, _trained) = (name, learner, learner.Capture());
        _learningOptions = options.Learning;
        _replayOptions = options.Replay with { Capacity = options.Environment.EpisodeLength };
        (_policy, _ranker) = (new Policy(learner.Networks, 1), new ItemRanker(learner.Networks.Embeddings, 1));
        _before = new Observation(learner.Networks.HistoryLength);
        _action = new float[learner.Batch.Actions.Length / learner.Batch.Size];
        (_rng, _start) = (new Rng(rng.State), rng.State);
        _replay = NewReplay();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Reset()
    {
        _learner.Restore(_trained);
        _rng.State = _start;
        _replay = NewReplay();
    }

    /// <inheritdoc/>
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
    public void Observe(StepOutcome outcome, Observation next)
    {
        _replay.Add(_before, _shown, _action, outcome.Reward, outcome.Ended ? 0 : _learningOptions.Discount, next);
        if (!outcome.Ended) // what the last answer teaches, no step of this session could use
        {
            _replay.Sample(_learner.Batch, _rng, _replayOptions.ImportanceExponentEnd);
            _replay.UpdatePriorities(_learner.Batch.Slots, _learner.Update());
        }
    }

    private PrioritizedReplay NewReplay() => new(_replayOptions, _before.Items.Length, _action.Length);
}
