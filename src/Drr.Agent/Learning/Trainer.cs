using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>The training loop (Liu et al. 2018, algorithm 1): sessions are played with exploration, their steps go into the
/// replay memory, and every few steps the networks learn from a batch of it.</summary>
/// <remarks>Sessions start together and are stepped together, so that one pass of the actor and one matrix product act for all.
/// Between two rounds no session is open: only there is a run reported, validated, stopped and saved. Not thread-safe.</remarks>
internal sealed partial class Trainer
{
    private readonly LearningOptions _options;
    private readonly IEnvironment[] _environments;
    private readonly UserSampler _users;
    private readonly Rng _explorationRng, _replayRng;
    private readonly Exploration _exploration;
    private readonly Policy _policy;
    private readonly SessionChoices _choices;
    private readonly PrioritizedReplay _replay;
    private readonly LinearSchedule _importanceExponent;
    private readonly Observation[] _before;
    private readonly bool[] _open; // whose session has not ended
    private readonly TrainingWindow _window;
    private readonly int _actionSize;
    private readonly float _actionBound; // no coordinate of pi(s) is larger
    private long? _unreported; // steps before a round that is not reported yet, because its validation was interrupted

    /// <summary>A run that has made no step.</summary>
    /// <param name="learner">Trains the networks; its options say for how many steps and how often.</param>
    /// <param name="environments">Sessions stepped together, as many as <see cref="LearningOptions.Environments"/>.</param>
    /// <param name="users">Whose sessions; only users who can start one.</param>
    /// <param name="policy">Exploration, and the form of an action.</param> <param name="replay">The replay memory.</param>
    /// <param name="rng">Exploration and replay draw from forks of it; not moved.</param>
    /// <exception cref="ArgumentException">The number of environments is not the option's.</exception>
    public Trainer(
        DdpgLearner learner, IEnumerable<IEnvironment> environments, UserSampler users, PolicyOptions policy,
        ReplayOptions replay, Rng rng)
    {
        var networks = learner.Networks;
        (Learner, _options, _environments, _users) = (learner, learner.Options, [.. environments], users);
        if (_environments.Length != _options.Environments)
        {
            throw new ArgumentException(
                $"The options ask for {_options.Environments} environments, got {_environments.Length}.", nameof(environments));
        }

        (_explorationRng, _replayRng) = (rng.Fork("exploration"), rng.Fork("replay"));
        _exploration = new Exploration(policy, _explorationRng);
        _policy = new Policy(networks, _environments.Length);
        _actionSize = networks.Embeddings.Size;
        _actionBound = policy.ActorForm == ActorForm.Tanh ? 1 : policy.ActionLength;
        _replay = new PrioritizedReplay(replay, learner.Batch.Shape);
        _importanceExponent = new LinearSchedule(
            replay.ImportanceExponentStart, replay.ImportanceExponentEnd, _options.Steps);
        _before = [.. _environments.Select(_ => new Observation(networks.HistoryLength))];
        _open = new bool[_environments.Length];
        _choices = new SessionChoices(networks.Embeddings, _environments, _open, _policy.Actions, _options.Threads);
        _window = new TrainingWindow(networks.Embeddings.Items.Shape[0]);
    }

    /// <summary>What learns.</summary>
    public DdpgLearner Learner { get; }

    /// <summary>Environment steps made.</summary>
    public long StepCount { get; private set; }

    /// <summary>Sessions finished.</summary>
    public long SessionCount { get; private set; }

    /// <summary>The best validation figure so far; negative infinity before the first.</summary>
    public double BestFigure { get; private set; } = double.NegativeInfinity;

    /// <summary>Validations since the one that gave <see cref="BestFigure"/>.</summary>
    public long ValidationsSinceBest { get; private set; }

    /// <summary>Whether <see cref="LearningOptions.Patience"/> has run out.</summary>
    public bool StoppedEarly => _options.Patience > 0 && ValidationsSinceBest >= _options.Patience;

    /// <summary>Trains until <see cref="LearningOptions.Steps"/> are made, patience has run out, or it is cancelled: after the
    /// present sessions, or within a validation, which is then repeated when the run resumes.</summary>
    /// <returns>Whether the run is finished.</returns>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public bool Run(TrainingCallbacks? callbacks = null, CancellationToken cancellationToken = default)
    {
        callbacks ??= new TrainingCallbacks();
        while (!IsFinished && !cancellationToken.IsCancellationRequested)
        {
            if (_unreported is null)
            {
                _unreported = StepCount;
                PlaySessions();
            }

            try
            {
                Report(callbacks, _unreported.Value);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return IsFinished;
    }

    /// <summary>Whether all steps are made and reported, or patience has run out.</summary>
    internal bool IsFinished => _unreported is null && (StepCount >= _options.Steps || StoppedEarly);

    /// <summary>One session of each environment, from start to end.</summary>
    private void PlaySessions()
    {
        foreach (var environment in _environments)
        {
            environment.Reset(_users.Next());
        }

        _open.AsSpan().Fill(true);
        while (_open.AsSpan().Contains(true))
        {
            var before = StepCount;
            StepSessions();
            var updates = _options.UpdatesDue(StepCount) - _options.UpdatesDue(before);
            for (var i = 0; i < updates; i++)
            {
                Learn();
            }
        }
    }

    /// <summary>One step of every open session.</summary>
    private void StepSessions()
    {
        for (var row = 0; row < _environments.Length; row++)
        {
            _policy.Observe(row, _environments[row].Observation);
        }

        var actions = _policy.Act();
        for (var row = 0; row < _environments.Length; row++)
        {
            var action = actions.Slice(row * _actionSize, _actionSize);
            if (_open[row])
            {
                _window.AddAction(action, _actionBound);
            }

            _exploration.AddNoise(action);
        }

        _choices.Rank();
        for (var row = 0; row < _environments.Length; row++)
        {
            if (_open[row])
            {
                StepSession(row, actions.Slice(row * _actionSize, _actionSize));
            }
        }
    }

    private void StepSession(int row, Span<float> action)
    {
        var environment = _environments[row];
        _before[row].CopyFrom(environment.Observation);
        var item = Choose(row, action);
        var (reward, ended) = environment.Step(item);
        _replay.Add(
            _before[row], item, _options.StoredAction == StoredAction.Vector ? action : [], reward,
            ended ? 0 : _options.Discount, environment.Observation);
        _window.AddStep(item, reward, ended);
        _open[row] = !ended;
        StepCount++;
        SessionCount += ended ? 1 : 0;
    }

    /// <summary>The best item, or a random one, whose vector replaces the action.</summary>
    private int Choose(int row, Span<float> action)
    {
        if (!_exploration.ShowsRandomItem(StepCount))
        {
            return _choices.BestOf(row);
        }

        var item = _exploration.RandomItem(_environments[row].Unavailable);
        Learner.Networks.Embeddings.Items.Row(item).CopyTo(action);
        return item;
    }

    private void Learn()
    {
        _replay.Sample(Learner.Batch, _replayRng, _importanceExponent.At(StepCount));
        _replay.UpdatePriorities(Learner.Batch.Slots, Learner.Update());
        _window.AddUpdate(Learner.Statistics);
    }

    private void Report(TrainingCallbacks callbacks, long stepsBefore)
    {
        var figure = Passed(stepsBefore, _options.ValidateEvery) ? callbacks.Validate?.Invoke() : null; // may be cancelled
        _unreported = null;
        if (Passed(stepsBefore, _options.ReportEvery))
        {
            ReportProgress(callbacks);
        }

        if (figure is not null)
        {
            Validated(figure.Value, callbacks);
        }

        if (StoppedEarly && !_window.IsEmpty)
        {
            ReportProgress(callbacks); // of an interval that the early end cut short
        }

        if (StoppedEarly || Passed(stepsBefore, _options.CheckpointEvery))
        {
            callbacks.Checkpoint?.Invoke();
        }
    }

    private void ReportProgress(TrainingCallbacks callbacks)
    {
        var progress = _window.Close(
            StepCount, SessionCount, Learner.UpdateCount, _exploration.Epsilon(StepCount), Learner.Statistics);
        callbacks.Progressed?.Invoke(progress);
    }

    private void Validated(double figure, TrainingCallbacks callbacks)
    {
        callbacks.Validated?.Invoke(figure);
        ValidationsSinceBest++;
        if (figure > BestFigure)
        {
            (BestFigure, ValidationsSinceBest) = (figure, 0);
            callbacks.Improved?.Invoke(figure);
        }
    }

    /// <summary>Whether the last round of sessions reached a multiple of <paramref name="every"/>
    /// steps, or the run's end.</summary>
    private bool Passed(long stepsBefore, int every) =>
        StepCount >= _options.Steps || StepCount / every > stepsBefore / every;
}

/// <summary>What a run calls, always between sessions and on the training thread.</summary>
internal sealed record TrainingCallbacks
{
    /// <summary>Called every <see cref="LearningOptions.ReportEvery"/> steps and at the end.</summary>
    public Action<TrainingProgress>? Progressed { get; init; }

    /// <summary>A figure by which to choose among the run's states, higher is better; called every
    /// <see cref="LearningOptions.ValidateEvery"/> steps and at the end, before the others. It must not read test rows or change
    /// the networks. When cancelled it may throw an <see cref="OperationCanceledException"/>.</summary>
    public Func<double>? Validate { get; init; }

    /// <summary>Called with each figure of <see cref="Validate"/>, after <see cref="Progressed"/>.</summary>
    public Action<double>? Validated { get; init; }

    /// <summary>Called when <see cref="Validate"/> gave the best figure so far, which is passed: the
    /// time to keep a copy.</summary>
    public Action<double>? Improved { get; init; }

    /// <summary>Called every <see cref="LearningOptions.CheckpointEvery"/> steps and at the end, after the
    /// others: the time to save.</summary>
    public Action? Checkpoint { get; init; }
}
