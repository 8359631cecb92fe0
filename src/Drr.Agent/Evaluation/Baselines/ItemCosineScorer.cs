using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>score(i) = sum over the state's items a of cos(a, i), the cosine of who rated a and who rated i in the training
/// rows, whatever the stars (Sarwar et al. 2001, all neighbours).</summary>
/// <remarks>The cosines of an item with all others are computed when first asked for and kept: [items, items] at most.</remarks>
public sealed class ItemCosineScorer : IScorer
{
    private readonly int[] _raterStart, _raters; // item i: users _raters[_raterStart[i] .. _raterStart[i + 1]]
    private readonly int[] _ratedStart, _rated; // user u: items _rated[_ratedStart[u] .. _ratedStart[u + 1]]
    private readonly float[]?[] _cosines;

    /// <summary>A scorer over the training rows.</summary>
    public ItemCosineScorer(RatingDataset dataset, ReadOnlySpan<RowRole> roles)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var rows = new List<Rating>();
        for (var row = 0; row < roles.Length; row++)
        {
            if (roles[row] == RowRole.Train)
            {
                rows.Add(dataset.Ratings[row]);
            }
        }

        (_ratedStart, _rated) = Group(rows, rating => rating.User, rating => rating.Item, dataset.Users.Count);
        (_raterStart, _raters) = Group(rows, rating => rating.Item, rating => rating.User, dataset.Items.Count);
        _cosines = new float[dataset.Items.Count][];
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
                Arithmetic.Add(scores, _cosines[item] ??= CosinesOf(item), scores);
            }
        }
    }

    private float[] CosinesOf(int item)
    {
        var cosines = new float[_cosines.Length];
        foreach (var user in RatersOf(item))
        {
            foreach (var other in _rated.AsSpan(_ratedStart[user].._ratedStart[user + 1]))
            {
                cosines[other]++; // users who rated both
            }
        }

        for (var other = 0; other < cosines.Length; other++)
        {
            var length = Math.Sqrt((double)RatersOf(item).Length * RatersOf(other).Length);
            cosines[other] = cosines[other] == 0 ? 0 : (float)(cosines[other] / length);
        }

        return cosines;
    }

    private ReadOnlySpan<int> RatersOf(int item) => _raters.AsSpan(_raterStart[item].._raterStart[item + 1]);

    private static (int[] Start, int[] Values) Group(
        List<Rating> rows, Func<Rating, int> key, Func<Rating, int> value, int groups)
    {
        var start = new int[groups + 1];
        foreach (var row in rows)
        {
            start[key(row) + 1]++;
        }

        for (var group = 0; group < groups; group++)
        {
            start[group + 1] += start[group];
        }

        var (next, values) = (start[..groups], new int[rows.Count]);
        foreach (var row in rows)
        {
            values[next[key(row)]++] = value(row);
        }

        return (start, values);
    }
}
