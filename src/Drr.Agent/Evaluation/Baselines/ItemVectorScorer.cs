using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>score(i) = ⟨sum over the state's items a of w_a·v_a, v_i⟩.</summary>
public sealed class ItemVectorScorer : IScorer
{
    private readonly Tensor _vectors; // [items, k]
    private readonly float[] _weights; // [items]
    private readonly float[] _sum;

    /// <summary>A scorer over known vectors.</summary>
    /// <param name="name">The row's name in a table.</param>
    /// <param name="vectors">[items, k]</param> <param name="weights">[items], of an item in a state.</param>
    public ItemVectorScorer(string name, Tensor vectors, float[] weights)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        (Name, _vectors, _weights, _sum) = (name, vectors, weights, new float[vectors.Shape.Columns]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Truncated SVD with popular items played down twice: columns divided by count^<see cref="SvdOptions.CountExponent"/>
    /// before it, an item of the state weighted by count^-<paramref name="historyExponent"/> after it.</summary>
    /// <param name="rows">What may be seen; the counts are those of its training rows.</param>
    /// <param name="model">Fitted on the same rows.</param> <param name="historyExponent">0 for a plain sum.</param>
    public static ItemVectorScorer OfSvd(FitRows rows, SvdModel model, float historyExponent)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(model);
        var counts = new int[rows.ItemCount];
        foreach (var row in rows.Training)
        {
            counts[row.Item]++;
        }

        return new("SVD", model.Items, [.. counts.Select(count => count == 0 ? 0 : (float)Elementary.Pow(count, -historyExponent))]);
    }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        Array.Clear(_sum);
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.AddScaled(_vectors.Row(item), _weights[item], _sum);
            }
        }

        MatMul.ABt(_sum, _vectors.Span, 1, _sum.Length, scores.Length, scores);
    }
}
