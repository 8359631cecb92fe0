using Drr.Agent.Environments;
using Drr.Agent.Evaluation.Bandits;
using Drr.Agent.Policies;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation;

/// <summary>The trained agent, corrected by what it got wrong: in the ratings that the state starts from, and within a session in
/// every answer. Reward of item i ≈ ⟨v_i, w·a + Δ⟩ - 1: the actor's action a, whose scores are worth w, and Δ, a ridge
/// regression of what that leaves of each reward. Shown is the best item, without exploration.</summary>
/// <remarks>A state of Liu et al. 2018 takes over what was liked and nothing else; through Δ stars and misses count too, for the
/// rest of the session. It is the regression of LinUCB with the actor's action, which follows the state, as the mean to fall
/// back on. A score of 0 is taken to be worth the lowest reward. Nothing allocates after construction.</remarks>
public sealed class CorrectedAgent : IScorer, ISessionPolicy
{
    private const float WorthOfZero = -1;

    private readonly Policy _policy;
    private readonly ItemRanker _ranker;
    private readonly Tensor _items; // v [items, k]
    private readonly KnownRatings _known;
    private readonly OnlineRidge _correction; // Δ [k]
    private readonly float _worth, _knownWeight;
    private readonly float[] _action, _corrected; // w·a and w·a + Δ [k]
    private int _shown;
    private bool _started;

    /// <summary>The agent, corrected.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="networks">The agent.</param>
    /// <param name="known">What a state starts from.</param> <param name="options">w, lambda and m.</param>
    public CorrectedAgent(string name, ActorCritic networks, KnownRatings known, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(options);
        (Name, _known, _items) = (name, known, networks.Embeddings.Items);
        (_worth, _knownWeight) = (options.ScoreWorth, options.KnownWeight);
        (_policy, _ranker) = (new Policy(networks, rows: 1), new ItemRanker(networks.Embeddings, rows: 1));
        _correction = new OnlineRidge(_items.Shape.Columns, options.Penalty);
        (_action, _corrected) = (new float[_items.Shape.Columns], new float[_items.Shape.Columns]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_corrected);
        _correction.Reset(_corrected);
        _started = false;
    }

    /// <inheritdoc/>
    /// <remarks>Of a state that starts; what an open session taught is forgotten.</remarks>
    public void Score(Observation observation, Span<float> scores)
    {
        Reset();
        Rank(observation);
        _ranker.Scores(0).CopyTo(scores);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No available item has a vector.</exception>
    public int Choose(Observation observation, ReadOnlySpan<bool> unavailable)
    {
        Rank(observation);
        _ranker.Hide(0, unavailable);
        return _shown = _ranker.Best(0);
    }

    /// <inheritdoc/>
    public void Observe(StepOutcome outcome, Observation next) => Learn(_shown, outcome.Reward, weight: 1);

    /// <summary>Scores every item by w·a + Δ.</summary>
    private void Rank(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        _policy.Observe(0, observation);
        Arithmetic.Scale(_policy.Act(), _worth, _action);
        if (!_started)
        {
            _started = true;
            foreach (var (item, reward) in _known.Of(observation.User))
            {
                Learn(item, reward, _knownWeight);
            }
        }

        Arithmetic.Add(_action, _correction.Weights, _corrected);
        _ranker.Score(_corrected);
    }

    /// <summary>What the action alone leaves of a reward is for Δ to give.</summary>
    private void Learn(int item, float reward, float weight)
    {
        var vector = _items.Row(item);
        _correction.Observe(vector, reward - (Reductions.Dot(vector, _action) + WorthOfZero), weight);
    }
}
