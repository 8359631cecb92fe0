namespace Drr.Agent.Environments;

/// <summary>Sessions of T steps: an item is shown, the user answers, and a reward above 0 puts it into the history.</summary>
/// <remarks>Liu et al. 2018, section 3 and algorithm 2. Nothing here is random: a session is fixed by its user and the items
/// shown. After construction nothing allocates.</remarks>
internal sealed class RecommendationEnvironment : IEnvironment
{
    private readonly StartingItems _start;
    private readonly bool[] _fitted;
    private readonly IFeedback _feedback;
    private readonly RatingLookup? _candidates;
    private readonly bool[] _byDefault, _unavailable; // [items]; the first is where a session's marks start from
    private int _step, _left; // steps done; items still available

    /// <summary>An environment; call <see cref="Reset"/> before the first step.</summary>
    /// <param name="start">The first states.</param>
    /// <param name="fitted">[items]: those with a vector; others are never shown.</param>
    /// <param name="feedback">The source of rewards.</param>
    /// <param name="episodeLength">Steps T, 1 or more.</param>
    /// <param name="candidates">Only items that this has a rating of for the user are shown (re-rank
    /// protocol); <c>null</c> for all.</param>
    public RecommendationEnvironment(
        StartingItems start, bool[] fitted, IFeedback feedback, int episodeLength, RatingLookup? candidates = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(feedback);
        ArgumentOutOfRangeException.ThrowIfLessThan(episodeLength, 1);
        (_start, _fitted, _feedback, _candidates) = (start, fitted, feedback, candidates);
        _byDefault = [.. fitted.Select(item => candidates is not null || !item)];
        _unavailable = new bool[fitted.Length];
        EpisodeLength = episodeLength;
        Observation = new Observation(start.HistoryLength);
    }

    /// <inheritdoc/>
    public Observation Observation { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Unavailable => _unavailable;

    /// <summary>Steps T of a session at most.</summary>
    public int EpisodeLength { get; }

    /// <summary>Whether the user has an item to start from and an item to be shown.</summary>
    public bool CanStart(int user)
    {
        var item = 0;
        while (item < _fitted.Length && !Offers(user, item))
        {
            item++;
        }

        return _start.CanStart(user) && item < _fitted.Length;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The user cannot start; see <see cref="CanStart"/>.</exception>
    public void Reset(int user)
    {
        if (!CanStart(user))
        {
            throw new ArgumentException(
                $"User {user} (dense id) has no item to {(_start.CanStart(user) ? "be shown" : "start from")}; "
                + "leave out users for whom CanStart is false.",
                nameof(user));
        }

        Observation.Start(user, _start.Of(user), _start.RewardsOf(user));
        MarkUnavailable(user);
        _left = _unavailable.AsSpan().Count(false);
        _step = 0;
    }

    /// <inheritdoc/>
    public StepOutcome Step(int item)
    {
        if (_left == 0 || _step == EpisodeLength)
        {
            throw new InvalidOperationException($"The session has ended after {_step} steps, or none has begun; call Reset.");
        }

        if (_unavailable[item])
        {
            throw new InvalidOperationException(
                $"Item {item} (dense id) is not available; choose one whose entry in Unavailable is false.");
        }

        _unavailable[item] = true;
        _step++;
        _left--;
        var reward = _feedback.RewardOf(Observation.User, item);
        Observation.Answer(item, reward);
        return new StepOutcome(reward, Ended: _step == EpisodeLength || _left == 0);
    }

    private void MarkUnavailable(int user)
    {
        _byDefault.CopyTo(_unavailable, 0);
        foreach (var item in _candidates is null ? [] : _candidates.ItemsOf(user))
        {
            _unavailable[item] = !_fitted[item];
        }

        foreach (var item in Observation.Used)
        {
            _unavailable[item] = true;
        }
    }

    private bool Offers(int user, int item) =>
        _fitted[item] && !_start.Of(user).Contains(item) && (_candidates is null || _candidates.TryGet(user, item, out _));
}

/// <summary>One user's session: the agent shows an item, the user answers.</summary>
internal interface IEnvironment
{
    /// <summary>The state of the session; owned by the environment, which changes it in <see cref="Step"/>.</summary>
    Observation Observation { get; }

    /// <summary>[items]: true for those that may not be shown (shown already, part of the start, without a vector).</summary>
    ReadOnlySpan<bool> Unavailable { get; }

    /// <summary>Starts a session of <paramref name="user"/>.</summary>
    void Reset(int user);

    /// <summary>Shows <paramref name="item"/>. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">The session has ended, or the item is not available.</exception>
    StepOutcome Step(int item);
}

/// <summary>The answer to one shown item.</summary>
/// <param name="Reward">In [-1, 1].</param>
/// <param name="Ended">Whether this was the last step of the session.</param>
internal readonly record struct StepOutcome(float Reward, bool Ended);
