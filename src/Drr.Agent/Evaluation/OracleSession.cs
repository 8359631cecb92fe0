using Drr.Agent.Environments;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation;

/// <summary>Knows something about every answer and shows the best available item by it; of equals the smaller id. Knowing the
/// rewards themselves it earns what can be earned at most, for they do not depend on what was shown before.</summary>
/// <param name="name">The row's name in a table.</param>
/// <param name="value">Of a user and an item; higher is better.</param> <param name="items">Items of the catalogue.</param>
public sealed class OracleSession(string name, Func<int, int, float> value, int items) : ISessionPolicy
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
