using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>score(i) = sum of cos(u, v) over the k users v most like the state who rated i: the cosine of the state's items and
/// what v rated in the training rows, whatever the stars. Of users equally alike those of the smaller id are taken.</summary>
public sealed class UserCosineScorer : IScorer
{
    private readonly SparseMatrix _byUser, _byItem;
    private readonly float[] _likeness; // [users]
    private readonly int[] _nearest; // [k]

    /// <summary>A scorer over the training rows.</summary>
    /// <param name="rows">What may be seen.</param> <param name="neighbours">k, 1 or more.</param>
    public UserCosineScorer(FitRows rows, int neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        (_byUser, _byItem) = (rows.ByUser, rows.ByItem);
        (_likeness, _nearest) = (new float[rows.UserCount], new int[Math.Min(neighbours, rows.UserCount)]);
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

        foreach (var other in _nearest.AsSpan(..Ranking.TopK(_likeness, _nearest)))
        {
            foreach (var item in _byUser.ColumnsOf(other))
            {
                scores[item] += _likeness[other];
            }
        }
    }
}
