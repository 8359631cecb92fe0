using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Sessions;

/// <summary>Shows the best available item of a scorer, without learning of its own; of equal scores the smaller id.</summary>
/// <param name="scorer">The scorer.</param> <param name="items">Items of the catalogue.</param>
internal sealed class GreedySession(IScorer scorer, int items) : ISessionPolicy
{
    private readonly float[] _scores = new float[items];

    /// <inheritdoc/>
    public string Name => scorer.Name;

    /// <inheritdoc/>
    public bool Learns => scorer.HearsAnswers;

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The scorer can rank none of the available items.</exception>
    public int Choose(Observation observation, ReadOnlySpan<bool> unavailable)
    {
        scorer.Score(observation, _scores);
        return Best(Name, _scores, unavailable);
    }

    /// <inheritdoc/>
    public void Observe(StepOutcome outcome, Observation next)
    {
    }

    /// <summary>The best available item; of equal scores the smaller id.</summary>
    /// <param name="name">Of the scorer, for the message.</param>
    /// <param name="scores">[items]; overwritten where unavailable.</param>
    /// <param name="unavailable">[items]</param>
    internal static int Best(string name, Span<float> scores, ReadOnlySpan<bool> unavailable)
    {
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = unavailable[item] ? float.NegativeInfinity : scores[item];
        }

        Span<int> best = stackalloc int[1];
        return Ranking.TopK(scores, best) == 1
            ? best[0]
            : throw new InvalidOperationException($"'{name}' can rank none of the items that are left.");
    }
}

/// <summary>Shows the available item of the highest given value; of equal values the smaller id. Given the rewards themselves it
/// earns the most that can be earned, since a reward does not depend on what was shown before.</summary>
/// <param name="name">The row's name in a table.</param>
/// <param name="value">Of a user and an item; higher is better.</param> <param name="items">Items of the catalogue.</param>
internal sealed class OracleSession(string name, Func<int, int, float> value, int items) : ISessionPolicy
{
    private readonly float[] _values = new float[items];
    private readonly int[] _best = new int[1];

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public bool Learns => false;

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public int Choose(Observation observation, ReadOnlySpan<bool> unavailable)
    {
        ArgumentNullException.ThrowIfNull(observation);
        for (var item = 0; item < _values.Length; item++)
        {
            _values[item] = unavailable[item] ? float.NegativeInfinity : value(observation.User, item);
        }

        Ranking.TopK(_values, _best);
        return _best[0];
    }

    /// <inheritdoc/>
    public void Observe(StepOutcome outcome, Observation next)
    {
    }
}
