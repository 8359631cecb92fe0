using System.ComponentModel.DataAnnotations;
using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Recommending;

/// <summary>A scorer corrected by its errors on what is known of a user: ratings before the session, and every answer
/// within it. Reward of item i ≈ w·score_i - 1 + f_i, with f a Gaussian process of mean 0 whose covariance is that of
/// rewards over training users.</summary>
/// <remarks>The state of Liu et al. 2018 holds liked items only; through f, stars and misses count too. The errors are those of
/// the present scores, and a score of 0 stands for the lowest reward. Where nothing is known of a user, an item scores its mean
/// reward. It allocates only when more ratings are known than ever before.</remarks>
internal sealed class CorrectedScorer : IScorer
{
    /// <summary>Ratings and answers that count, the latest ones: a regression on n rewards costs n³ / 6
    /// operations, 4 ms for 256.</summary>
    internal const int MostKnown = 256;

    private const float WorthOfZero = -1;

    private readonly IScorer _scorer;
    private readonly RewardCovariance _covariance;
    private readonly GaussianProcess _process;
    private readonly float _scoreWorth, _startWeight;

    /// <summary>Corrects a scorer.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="scorer">The scorer to correct.</param>
    /// <param name="covariance">Of rewards, over the training users.</param> <param name="options">w and the noise.</param>
    /// <param name="startWeight">Weight of a rating known before the session, where an answer within it has 1: one of the weights
    /// of <paramref name="options"/>.</param>
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

    /// <summary>The terms of the last correction: for each item with a known reward, what it adds to the
    /// reward of every item.</summary>
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
        if (observation.Used.IsEmpty) // the scorer's order without any known item means nothing
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
/// Training does not depend on it. The defaults were chosen for the default vectors.</summary>
public sealed record SessionOptions
{
    /// <summary>Whether the agent is corrected in lists, sessions, and the catalogue and interactive protocols.</summary>
    public bool Correct { get; init; } = true;

    /// <summary>w: reward that one unit of score is worth, above 0. The larger, the more an answer must differ from what the
    /// score predicts to change the ranking.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ScoreWorth { get; init; } = 0.1f;

    /// <summary>c: with 0 the covariance of rewards says how much one item tells of another, with 1 their
    /// correlation; in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public float Correlation { get; init; } = 0.5f;

    /// <summary>Variance of a reward that neither score nor covariance explains, above 0: the larger, the
    /// less an answer changes.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float Noise { get; init; } = 0.2f;

    /// <summary>Weight in a session of a rating known before it, where an answer of the session has 1; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float KnownWeight { get; init; } = 0.5f;

    /// <summary>Weight of such a rating where a whole list is ordered at once; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ListWeight { get; init; } = 0.1f;
}
