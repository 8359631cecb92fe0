using Drr.Agent.Environments;
using Drr.Agent.Policies;

namespace Drr.Agent.Recommending;

/// <summary>The trained agent as a scorer: state, action, ⟨v_i, a⟩. No exploration, and nothing is learned.</summary>
/// <param name="name">The row's name in a table.</param> <param name="networks">The agent; scores follow it as it learns.</param>
public sealed class DrrScorer(string name, ActorCritic networks) : IScorer
{
    private readonly Policy _policy = new(networks, rows: 1);
    private readonly ItemRanker _ranker = new(networks.Embeddings, rows: 1);

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        _policy.Observe(0, observation);
        _ranker.Score(_policy.Act());
        _ranker.Scores(0).CopyTo(scores);
    }
}
