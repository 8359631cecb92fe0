using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Tensors;

namespace Drr.Agent.Recommending;

/// <summary>The trained agent as a scorer: state, action, ⟨v_i, a⟩. No exploration, and nothing is learned.</summary>
/// <param name="name">The row's name in a table.</param> <param name="networks">The agent; scores follow it as it learns.</param>
/// <param name="rows">Observations that one product can score together, 1 or more.</param>
public sealed class DrrScorer(string name, ActorCritic networks, int rows = 1) : IScorer
{
    private readonly Policy _policy = new(networks, rows);
    private readonly ItemRanker _ranker = new(networks.Embeddings, rows);

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        Act([observation]);
        _ranker.CopyScores(0, scores);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<Observation> observations, Tensor scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Act(observations);
        for (var row = 0; row < observations.Length; row++)
        {
            _ranker.CopyScores(row, scores.Row(row));
        }
    }

    private void Act(ReadOnlySpan<Observation> observations)
    {
        for (var row = 0; row < observations.Length; row++)
        {
            _policy.Observe(row, observations[row]);
        }

        _ranker.Score(_policy.Act()[..(observations.Length * networks.Embeddings.Size)]);
    }
}
