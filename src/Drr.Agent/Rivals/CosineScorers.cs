using System.Buffers;
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
    private readonly float[] _lengths; // [items]
    private readonly ItemRows _cosines;

    /// <summary>A scorer over the training rows.</summary>
    public ItemCosineScorer(FitRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (_byUser, _byItem, _lengths) = (rows.ByUser, rows.ByItem, rows.ByItem.Lengths());
        _cosines = new ItemRows(_byItem, Compute);
    }

    /// <inheritdoc/>
    public string Name => "item cosine";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var buffer = ArrayPool<float>.Shared.Rent(scores.Length); // of this call, for several may run at once
        scores.Clear();
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.Add(scores, _cosines.Get(item, buffer.AsMemory(0, scores.Length)).Span, scores);
            }
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    private void Compute(int item, Span<float> cosines)
    {
        cosines.Clear();
        foreach (var user in _byItem.ColumnsOf(item))
        {
            foreach (var other in _byUser.ColumnsOf(user))
            {
                cosines[other]++; // users who rated both
            }
        }

        Arithmetic.Divide(cosines, _lengths, cosines);
        Arithmetic.Scale(cosines, 1 / _lengths[item], cosines);
    }
}

/// <summary>score(i) = sum of cos(u, v) over the k users v most like the state who rated i: the cosine of the state's items and
/// what v rated in the training rows, whatever the stars. Of users equally alike those of the smaller id are taken.</summary>
public sealed class UserCosineScorer : IScorer
{
    private readonly SparseMatrix _byUser, _byItem;
    private readonly float[] _lengths; // [users]
    private readonly float[] _likeness; // [users]
    private readonly int[] _nearest; // [k]; empty where all users are neighbours

    /// <summary>A scorer over the training rows.</summary>
    /// <param name="rows">What may be seen.</param>
    /// <param name="neighbours">k, 1 or more; all of them if it is not less than the number of users.</param>
    public UserCosineScorer(FitRows rows, int neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        (_byUser, _byItem, _lengths) = (rows.ByUser, rows.ByItem, rows.ByUser.Lengths());
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

        if (observation.User != Observation.Guest)
        {
            _likeness[observation.User] = 0;
        }

        Arithmetic.Divide(_likeness, _lengths, _likeness); // the state's own length changes no order
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
