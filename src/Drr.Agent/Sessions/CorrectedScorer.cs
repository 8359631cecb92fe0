using Drr.Agent.Environments;
using Drr.Agent.Recommending;

namespace Drr.Agent.Sessions;

/// <summary>A scorer, corrected by what it got wrong: in the ratings that the state starts from, and within a session in every answer.
/// Reward of item i ≈ w·score_i - 1 + f_i, with f a Gaussian process of mean 0 whose covariance is that of rewards over training
/// users. Shown is the item with the largest, without exploration.</summary>
/// <remarks>A state of Liu et al. 2018 takes over what was liked and nothing else; through f stars and misses count too, for the rest of
/// the session. Scores follow the state, and errors are always those of the present ones. A score of 0 is taken to be worth the
/// lowest reward.</remarks>
public sealed class CorrectedScorer : IScorer, ISessionPolicy
{
    private const float WorthOfZero = -1;

    private readonly IScorer _scorer;
    private readonly KnownRatings _known;
    private readonly SessionOptions _options;
    private readonly GaussianProcess _process;
    private readonly float[] _scores;
    private int _shown;
    private bool _started;

    /// <summary>A scorer, corrected.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="scorer">What is corrected.</param>
    /// <param name="covariance">Of rewards, over the training users.</param>
    /// <param name="known">What a state starts from.</param> <param name="options">w, noise and weights.</param>
    public CorrectedScorer(
        string name, IScorer scorer, RewardCovariance covariance, KnownRatings known, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentNullException.ThrowIfNull(options);
        (Name, _scorer, _known, _options) = (name, scorer, known, options);
        (_process, _scores) = (new GaussianProcess(covariance, options.Noise), new float[covariance.ItemCount]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public void Reset()
    {
        _process.Reset();
        _started = false;
    }

    /// <inheritdoc/>
    /// <remarks>Of a state that starts; what an open session taught is forgotten.</remarks>
    public void Score(Observation observation, Span<float> scores)
    {
        Reset();
        Predict(observation, _options.ListWeight, scores);
        Reset();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The scorer can rank none of the available items.</exception>
    public int Choose(Observation observation, ReadOnlySpan<bool> unavailable)
    {
        Predict(observation, _options.KnownWeight, _scores);
        return _shown = GreedySession.Best(Name, _scores, unavailable);
    }

    /// <inheritdoc/>
    public void Observe(StepOutcome outcome, Observation next) => _process.Observe(_shown, outcome.Reward, weight: 1);

    /// <summary>The mean reward of every item after all that was heard.</summary>
    private void Predict(Observation observation, float knownWeight, Span<float> rewards)
    {
        ArgumentNullException.ThrowIfNull(observation);
        foreach (var (item, reward) in _started ? [] : _known.Of(observation.User))
        {
            _process.Observe(item, reward, knownWeight);
        }

        _started = true;
        _scorer.Score(observation, rewards);
        for (var item = 0; item < rewards.Length; item++)
        {
            rewards[item] = (_options.ScoreWorth * rewards[item]) + WorthOfZero;
        }

        _process.Condition(rewards);
    }
}
