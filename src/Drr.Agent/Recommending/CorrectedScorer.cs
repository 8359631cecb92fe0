using System.ComponentModel.DataAnnotations;
using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Recommending;

/// <summary>A scorer, corrected by what it got wrong in all that is known of a user: ratings before the session, and every
/// answer within it. Reward of item i ≈ w·score_i - 1 + f_i, with f a Gaussian process of mean 0 whose covariance is that of
/// rewards over training users.</summary>
/// <remarks>A state of Liu et al. 2018 takes over what was liked and nothing else; through f stars and misses count
/// too. Errors are those of the present scores. A score of 0 is taken to be worth the lowest reward. Where nothing is known of
/// a user, an item scores its mean reward. Once it has heard as much, nothing allocates.</remarks>
internal sealed class CorrectedScorer : IScorer
{
    /// <summary>Only the latest so many are heard: a regression on n rewards costs n³ / 6, 4 ms for these.</summary>
    internal const int MostKnown = 256;

    private const float WorthOfZero = -1;

    private readonly IScorer _scorer;
    private readonly RewardCovariance _covariance;
    private readonly GaussianProcess _process;
    private readonly float _scoreWorth, _startWeight;

    /// <summary>A scorer, corrected.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="scorer">What is corrected.</param>
    /// <param name="covariance">Of rewards, over the training users.</param> <param name="options">w and the noise.</param>
    /// <param name="startWeight">How much a rating counts that was known before the session, beside an answer within it: one of
    /// the weights of <paramref name="options"/>.</param>
    public CorrectedScorer(string name, IScorer scorer, RewardCovariance covariance, SessionOptions options, float startWeight)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Name, _scorer, _covariance) = (name, scorer, covariance);
        (_scoreWorth, _startWeight) = (options.ScoreWorth, startWeight);
        _process = new GaussianProcess(covariance, options.Noise);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool HearsAnswers => true;

    /// <summary>w.</summary>
    internal float ScoreWorth => _scoreWorth;

    /// <summary>What the last correction is made of: for each item whose reward it heard, what that adds to the reward of every
    /// item.</summary>
    internal IEnumerable<(int Item, float Factor, ReadOnlyMemory<float> Row)> Terms
    {
        get
        {
            for (var heard = 0; heard < _process.Count; heard++)
            {
                var (factor, row) = _process.Term(heard);
                yield return (_process.ItemOf(heard), factor, row);
            }
        }
    }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        _scorer.Score(observation, scores);
        Correct(observation, scores);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<Observation> observations, Tensor scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        _scorer.Score(observations, scores);
        for (var row = 0; row < observations.Length; row++)
        {
            Correct(observations[row], scores.Row(row));
        }
    }

    private void Correct(Observation observation, Span<float> scores)
    {
        _process.Reset();
        if (observation.Used.IsEmpty) // what the scorer makes of nothing is chance
        {
            for (var item = 0; item < scores.Length; item++)
            {
                scores[item] = _covariance.MeanOf(item);
            }

            return;
        }

        for (var i = Math.Max(0, observation.Used.Length - MostKnown); i < observation.Used.Length; i++)
        {
            _process.Observe(observation.Used[i], observation.Rewards[i], i < observation.KnownBefore ? _startWeight : 1);
        }

        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = (_scoreWorth * scores[item]) + WorthOfZero;
        }

        _process.Condition(scores);
    }
}

/// <summary>How the agent is corrected by a user's stars and by the answers of a session; see <see cref="CorrectedScorer"/>.
/// Training does not depend on it. Chosen for the vectors of the defaults.</summary>
public sealed record SessionOptions
{
    /// <summary>Whether the catalogue and interactive protocols have the corrected agent as their first row.</summary>
    public bool Correct { get; init; } = true;

    /// <summary>w: reward that one unit of score is worth, above 0. The larger, the further an answer has to be from what the
    /// score promised to turn the action.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ScoreWorth { get; init; } = 0.1f;

    /// <summary>c: what carries over from one item to another goes by the covariance of their rewards with 0, by the correlation
    /// with 1.</summary>
    [Range(0.0, 1.0)]
    public float Correlation { get; init; } = 0.5f;

    /// <summary>Variance of a reward that neither score nor covariance explains, above 0: the larger, the
    /// less an answer turns.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float Noise { get; init; } = 0.2f;

    /// <summary>How much a rating counts that the state starts from, beside an answer of the session; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float KnownWeight { get; init; } = 0.5f;

    /// <summary>How much such a rating counts where a whole list is ordered at once, by what will be rated; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ListWeight { get; init; } = 0.1f;
}
