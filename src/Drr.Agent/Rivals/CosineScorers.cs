using System.Buffers;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Recommending;
using Drr.Tensors;
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
    private readonly int _neighbours; // k, at most the number of users

    /// <summary>A scorer over the training rows.</summary>
    /// <param name="rows">What may be seen.</param>
    /// <param name="neighbours">k, 1 or more; all of them if it is not less than the number of users.</param>
    public UserCosineScorer(FitRows rows, int neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        (_byUser, _byItem, _lengths) = (rows.ByUser, rows.ByItem, rows.ByUser.Lengths());
        _neighbours = Math.Min(neighbours, rows.UserCount);
    }

    /// <inheritdoc/>
    public string Name => "user cosine";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        scores.Clear();
        var buffer = ArrayPool<float>.Shared.Rent(_lengths.Length); // of this call, for several may run at once
        var likeness = buffer.AsSpan(0, _lengths.Length);
        Compare(observation, likeness);
        if (_neighbours == likeness.Length)
        {
            for (var other = 0; other < likeness.Length; other++)
            {
                Add(other, likeness[other], scores);
            }
        }
        else
        {
            var nearest = new int[_neighbours];
            foreach (var other in nearest.AsSpan(..Ranking.TopK(likeness, nearest)))
            {
                Add(other, likeness[other], scores);
            }
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    /// <inheritdoc/>
    /// <remarks>By all cores: most of the time goes into waiting for memory.</remarks>
    public void Score(ReadOnlySpan<Observation> observations, Tensor scores)
    {
        var several = observations.ToArray();
        Parallel.For(0, several.Length, row => Score(several[row], scores.Row(row)));
    }

    /// <summary>Cosine of each user with the state, but for the state's own length, which changes no order.</summary>
    private void Compare(Observation observation, Span<float> likeness)
    {
        likeness.Clear();
        foreach (var item in observation.Items)
        {
            foreach (var other in item == Observation.Empty ? [] : _byItem.ColumnsOf(item))
            {
                likeness[other]++; // items that both have
            }
        }

        if (observation.User != Observation.Guest)
        {
            likeness[observation.User] = 0;
        }

        Arithmetic.Divide(likeness, _lengths, likeness);
    }

    private void Add(int other, float likeness, Span<float> scores)
    {
        if (likeness > 0)
        {
            foreach (var item in _byUser.ColumnsOf(other))
            {
                scores[item] += likeness;
            }
        }
    }
}
