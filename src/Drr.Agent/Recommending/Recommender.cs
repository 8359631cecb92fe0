using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Recommending;

/// <summary>From what is known of a user to scores and a list. Evaluation, sessions, <c>recommend</c> and the service all use it.
/// It is the actor, and where it has a correction, the actor corrected by what the user said of items
/// (<see cref="CorrectedScorer"/>).</summary>
/// <remarks>Not thread-safe: take a <see cref="Copy"/> for each thread.</remarks>
public sealed class Recommender : IScorer
{
    private readonly ActorCritic _networks;
    private readonly Correction? _correction;
    private readonly string _name;
    private readonly int _first;
    private readonly CorrectedScorer? _corrected;

    /// <summary>A recommender of a trained agent.</summary>
    /// <param name="name">The agent's.</param> <param name="networks">The agent.</param>
    /// <param name="startsFromFirst">Whether training sessions start from a user's first ratings, liked or not;
    /// else from liked items.</param>
    /// <param name="correction">How it is corrected; <c>null</c> for the actor alone.</param>
    internal Recommender(string name, ActorCritic networks, bool startsFromFirst, Correction? correction)
    {
        ArgumentNullException.ThrowIfNull(networks);
        (_name, _networks, _correction) = (name, networks, correction);
        _first = startsFromFirst ? networks.HistoryLength : 0;
        Agent = new DrrScorer(name, networks);
        _corrected = correction is null
            ? null
            : new CorrectedScorer($"{name} corrected", Agent, correction.Covariance, correction.Options, correction.StartWeight);
    }

    /// <summary>The agent as it is evaluated and served: corrected where training sessions start from first ratings, unless the
    /// options say otherwise.</summary>
    /// <param name="split">Its protocol says what sessions start from.</param>
    /// <param name="rewards">Their covariances on it.</param>
    /// <param name="networks">The agent.</param> <param name="options">Whether and how it is corrected.</param>
    /// <param name="inSessions">Whether items are shown one by one and each answer counts for the next; else as one list.</param>
    internal static Recommender Of(
        DatasetSplit split, RewardCovariances rewards, ActorCritic networks, SessionOptions options, bool inSessions)
    {
        var fromFirst = split.StartsFromFirst;
        var correction = options.Correct && fromFirst
            ? new Correction(rewards.Of(options.Correlation), options, inSessions ? options.KnownWeight : options.ListWeight)
            : null;
        return new Recommender(networks.Name, networks, fromFirst, correction);
    }

    /// <inheritdoc/>
    public string Name => _corrected?.Name ?? _name;

    /// <inheritdoc/>
    public bool HearsAnswers => _corrected is not null;

    /// <summary>The actor alone.</summary>
    internal DrrScorer Agent { get; }

    /// <summary>The actor's action for the observation that was last scored by itself, [k]; overwritten by the next.</summary>
    public ReadOnlySpan<float> Action => Agent.Action;

    /// <summary>The corrected actor; <c>null</c> without a correction.</summary>
    internal CorrectedScorer? Corrected => _corrected;

    /// <summary>Another recommender over the same networks, for another thread.</summary>
    public Recommender Copy() => new(_name, _networks, _first > 0, _correction);

    /// <summary>What is known of a user.</summary>
    /// <param name="user">Dense user id, or <see cref="Observation.Guest"/>.</param>
    /// <param name="rated">What they rated before: items and rewards in time order.</param>
    /// <param name="answers">Items shown since, and their rewards.</param>
    public Observation Observe(
        int user, ReadOnlySpan<(int Item, float Reward)> rated, ReadOnlySpan<(int Item, float Reward)> answers = default)
    {
        var observation = new Observation(_networks.HistoryLength);
        observation.Start(user, rated, _first);
        foreach (var (item, reward) in answers)
        {
            observation.Answer(item, reward);
        }

        return observation;
    }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        if (_corrected is null)
        {
            Agent.Score(observation, scores);
        }
        else
        {
            _corrected.Score(observation, scores);
        }
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<Observation> observations, Tensor scores)
    {
        if (_corrected is null)
        {
            Agent.Score(observations, scores);
        }
        else
        {
            _corrected.Score(observations, scores);
        }
    }

    /// <summary>The best items that can be shown, best first.</summary>
    /// <param name="known">What is known; nothing of it is shown again.</param>
    /// <param name="hidden">Dense ids not to be shown.</param>
    /// <param name="scores">[items]; overwritten, negative infinity for what is not shown.</param>
    /// <param name="best">Filled from the front.</param>
    /// <returns>How many were filled: fewer than asked for where fewer can be shown.</returns>
    public int List(Observation known, IEnumerable<int> hidden, Span<float> scores, Span<int> best) =>
        List(this, known, hidden, scores, best);

    /// <summary>The same with any scorer.</summary>
    public static int List(IScorer scorer, Observation known, IEnumerable<int> hidden, Span<float> scores, Span<int> best)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(hidden);
        scorer.Score(known, scores);
        foreach (var item in known.Used)
        {
            scores[item] = float.NegativeInfinity;
        }

        foreach (var item in hidden)
        {
            scores[item] = float.NegativeInfinity;
        }

        return Ranking.TopK(scores, best);
    }
}

/// <summary>How a recommender corrects the actor.</summary>
/// <param name="Covariance">Of rewards, over the training users.</param>
/// <param name="Options">w, the noise, the weights.</param>
/// <param name="StartWeight">The weight of known ratings: that of lists or that of sessions.</param>
internal sealed record Correction(RewardCovariance Covariance, SessionOptions Options, float StartWeight);
