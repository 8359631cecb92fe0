using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>score(i) = sum over the state's items a of cos(a, i), the cosine of who rated a and who rated i in the training
/// rows, whatever the stars (Sarwar et al. 2001, all neighbours).</summary>
/// <remarks>The cosines of an item with all others are computed when they are asked for; see <see cref="ItemRows"/>.</remarks>
public sealed class ItemCosineScorer : IScorer
{
    private readonly SparseMatrix _byUser, _byItem;
    private readonly ItemRows _cosines;

    /// <summary>A scorer over the training rows.</summary>
    public ItemCosineScorer(FitRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (_byUser, _byItem) = (rows.ByUser, rows.ByItem);
        _cosines = new ItemRows(_byItem, CosinesOf);
    }

    /// <inheritdoc/>
    public string Name => "item cosine";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        scores.Clear();
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.Add(scores, _cosines[item], scores);
            }
        }
    }

    private float[] CosinesOf(int item)
    {
        var cosines = new float[_byItem.RowCount];
        foreach (var user in _byItem.ColumnsOf(item))
        {
            foreach (var other in _byUser.ColumnsOf(user))
            {
                cosines[other]++; // users who rated both
            }
        }

        for (var other = 0; other < cosines.Length; other++)
        {
            var length = Math.Sqrt((double)_byItem.ColumnsOf(item).Length * _byItem.ColumnsOf(other).Length);
            cosines[other] = cosines[other] == 0 ? 0 : (float)(cosines[other] / length);
        }

        return cosines;
    }
}
