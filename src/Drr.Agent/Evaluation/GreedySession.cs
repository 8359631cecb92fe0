using Drr.Agent.Environments;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation;

/// <summary>Shows the best available item of a scorer and never learns; of equal scores the smaller id.</summary>
/// <param name="scorer">The scorer.</param> <param name="items">Items of the catalogue.</param>
public sealed class GreedySession(IScorer scorer, int items) : ISessionPolicy
{
    private readonly float[] _scores = new float[items];
    private readonly int[] _best = new int[1];

    /// <inheritdoc/>
    public string Name => scorer.Name;

    /// <inheritdoc/>
    public bool Learns => false;

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The scorer can rank none of the available items.</exception>
    public int Choose(Observation observation, ReadOnlySpan<bool> unavailable)
    {
        scorer.Score(observation, _scores);
        for (var item = 0; item < _scores.Length; item++)
        {
            _scores[item] = unavailable[item] ? float.NegativeInfinity : _scores[item];
        }

        return Ranking.TopK(_scores, _best) == 1
            ? _best[0]
            : throw new InvalidOperationException($"'{Name}' can rank none of the items that are left.");
    }

    /// <inheritdoc/>
    public void Observe(StepOutcome outcome, Observation next)
    {
    }
}
