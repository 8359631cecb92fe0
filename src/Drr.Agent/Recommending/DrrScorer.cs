using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Recommending;

/// <summary>The trained agent as a scorer: state, action, ⟨v_i, a⟩. No exploration, and nothing is learned.</summary>
/// <param name="name">The row's name in a table.</param>
/// <param name="networks">The agent; scores use its present weights.</param>
internal sealed class DrrScorer(string name, ActorCritic networks) : IScorer
{
    private readonly Tensor _items = networks.Embeddings.Items; // [items, k]
    private readonly int[] _withoutVector =
        [.. Enumerable.Range(0, networks.Embeddings.Fitted.Length).Where(item => !networks.Embeddings.Fitted[item])];

    private readonly Policy _one = new(networks, rows: 1);
    private Policy? _several; // for the largest number scored together so far

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>The action of the observation that was scored last by itself, [k]; overwritten by the next.</summary>
    public ReadOnlySpan<float> Action => _one.Actions.Row(0);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores) => Score(_one, [observation], scores);

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<Observation> observations, Tensor scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (_several is null || _several.Rows < observations.Length)
        {
            _several = new Policy(networks, observations.Length);
        }

        Score(_several, observations, scores.Span);
    }

    private void Score(Policy policy, ReadOnlySpan<Observation> observations, Span<float> scores)
    {
        for (var row = 0; row < observations.Length; row++)
        {
            policy.Observe(row, observations[row]);
        }

        var (count, size) = (_items.Shape.Rows, _items.Shape.Columns);
        MatMul.ABt(policy.Act(), _items.Span, observations.Length, size, count, scores);
        for (var row = 0; row < observations.Length; row++)
        {
            foreach (var item in _withoutVector)
            {
                scores[(row * count) + item] = float.NegativeInfinity;
            }
        }
    }
}
