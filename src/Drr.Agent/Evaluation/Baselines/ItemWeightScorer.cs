using Drr.Agent.Environments;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>score(i) = sum over the state's items a of W[a, i].</summary>
/// <param name="name">The row's name in a table.</param> <param name="weights">W [items, items].</param>
public sealed class ItemWeightScorer(string name, Tensor weights) : IScorer
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        scores.Clear();
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.Add(scores, weights.Row(item), scores);
            }
        }
    }
}
