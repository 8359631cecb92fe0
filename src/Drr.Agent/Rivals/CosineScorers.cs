using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Recommending;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Rivals;

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

/// <summary>score(i) = sum of cos(u, v) over the k users v most like the state who rated i: the cosine of the state's items and
/// what v rated in the training rows, whatever the stars. Of users equally alike those of the smaller id are taken.</summary>
public sealed class UserCosineScorer : IScorer
{
    private readonly SparseMatrix _byUser, _byItem;
    private readonly float[] _likeness; // [users]
    private readonly int[] _nearest; // [k]; empty where all users are neighbours

    /// <summary>A scorer over the training rows.</summary>
    /// <param name="rows">What may be seen.</param>
    /// <param name="neighbours">k, 1 or more; all of them if it is not less than the number of users.</param>
    public UserCosineScorer(FitRows rows, int neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        (_byUser, _byItem) = (rows.ByUser, rows.ByItem);
        (_likeness, _nearest) = (new float[rows.UserCount], new int[neighbours < rows.UserCount ? neighbours : 0]);
    }

    /// <inheritdoc/>
    public string Name => "user cosine";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        scores.Clear();
        Array.Clear(_likeness);
        foreach (var item in observation.Items)
        {
            foreach (var other in item == Observation.Empty ? [] : _byItem.ColumnsOf(item))
            {
                _likeness[other]++; // items that both have
            }
        }

        for (var other = 0; other < _likeness.Length; other++)
        {
            _likeness[other] = _likeness[other] == 0 || other == observation.User
                ? float.NegativeInfinity
                : _likeness[other] / MathF.Sqrt(_byUser.ColumnsOf(other).Length); // the state's own length changes no order
        }

        if (_nearest.Length == 0)
        {
            for (var other = 0; other < _likeness.Length; other++)
            {
                Add(other, scores);
            }
        }

        foreach (var other in _nearest.AsSpan(..Ranking.TopK(_likeness, _nearest)))
        {
            Add(other, scores);
        }
    }

    private void Add(int other, Span<float> scores)
    {
        if (_likeness[other] > 0)
        {
            foreach (var item in _byUser.ColumnsOf(other))
            {
                scores[item] += _likeness[other];
            }
        }
    }
}
