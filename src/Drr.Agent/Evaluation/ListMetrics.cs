using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation;

/// <summary>Measures of what is shown, whether or not it is relevant: how novel and how varied a list is, and how evenly all
/// lists together use the catalogue.</summary>
public sealed class ListMetrics
{
    private readonly bool[] _candidates; // [items]
    private readonly double[] _information; // [items], bits
    private readonly Tensor _directions; // [items, k], each of length 1, or 0 where the vector is
    private readonly float[] _sum;

    /// <summary>Counts who rated what in the training rows, and takes the vectors' directions.</summary>
    /// <param name="split">Its training rows say how well known an item is.</param>
    /// <param name="embeddings">Its item vectors say which items are alike; items without one are no candidates.</param>
    public ListMetrics(DatasetSplit split, EmbeddingTable embeddings)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(embeddings);
        _candidates = embeddings.Fitted;
        double users = split.TrainUsers.Count;
        _information = [.. RatersOf(split).Select(raters => -Math.Log2(Math.Max(raters, 1) / users))];
        _directions = embeddings.Items.Clone();
        _sum = new float[embeddings.Size];
        for (var item = 0; item < _directions.Shape.Rows; item++)
        {
            var vector = _directions.Row(item);
            var length = MathF.Sqrt(Reductions.SumOfSquares(vector));
            Arithmetic.Scale(vector, length > 0 ? 1 / length : 0, vector);
        }
    }

    /// <summary>Mean of -log2(share of the training users who rated the item), in bits, 0 or more: the mean self-information of
    /// Zhou et al. 2010 (PNAS 107:4511). An item that none of them rated counts as one that one rated; NaN for no item.</summary>
    /// <param name="list">Items.</param>
    public double Novelty(ReadOnlySpan<int> list)
    {
        double sum = 0;
        foreach (var item in list)
        {
            sum += _information[item];
        }

        return list.IsEmpty ? double.NaN : sum / list.Length;
    }

    /// <summary>Mean of 1 - cosine over the pairs of a list's item vectors, in [0, 2]: one less the intra-list similarity of
    /// Ziegler et al. 2005 (WWW, section 3.3). A vector of length 0 is like no other; NaN for fewer than two items.</summary>
    /// <param name="list">Different items.</param>
    /// <remarks>The cosines of all pairs, each twice, are |sum of directions|² less each direction with itself.</remarks>
    public double Diversity(ReadOnlySpan<int> list)
    {
        Array.Clear(_sum);
        double own = 0;
        foreach (var item in list)
        {
            var direction = _directions.Row(item);
            Arithmetic.AddScaled(direction, 1, _sum);
            own += Reductions.SumOfSquares(direction);
        }

        var pairs = (double)list.Length * (list.Length - 1);
        return pairs == 0 ? double.NaN : Math.Clamp(1 - ((Reductions.SumOfSquares(_sum) - own) / pairs), 0, 2);
    }

    /// <summary>Share of the candidates that are in a list at all, in [0, 1].</summary>
    /// <param name="shown">[items]: how often each was shown.</param>
    public double Coverage(ReadOnlySpan<int> shown) =>
        (double)(shown.Length - shown.Count(0)) / Math.Max(1, _candidates.Count(candidate => candidate));

    /// <summary><see cref="Gini(ReadOnlySpan{int})"/> of the candidates' counts.</summary>
    /// <param name="shown">[items]: how often each was shown.</param>
    public double GiniOfCandidates(ReadOnlySpan<int> shown)
    {
        var counts = new List<int>(shown.Length);
        for (var item = 0; item < shown.Length; item++)
        {
            if (_candidates[item])
            {
                counts.Add(shown[item]);
            }
        }

        return Gini(counts.ToArray());
    }

    /// <summary>How unevenly counts are spread: sum of (2i - n - 1)·x_i / (n · sum of x_i) over ascending x_1 to x_n (Gini 1912;
    /// so for lists by Fleder and Hosanagar 2009): 0 where all are equal, also to 0, and (n - 1) / n where one has all.</summary>
    /// <param name="counts">0 or more each.</param>
    public static double Gini(ReadOnlySpan<int> counts)
    {
        var ascending = counts.ToArray();
        Array.Sort(ascending);
        double ranked = 0, sum = 0;
        for (var i = 0; i < ascending.Length; i++)
        {
            ranked += ((2.0 * (i + 1)) - ascending.Length - 1) * ascending[i];
            sum += ascending[i];
        }

        return sum == 0 ? 0 : ranked / (ascending.Length * sum);
    }

    /// <summary>[items]: training users who rated it.</summary>
    private static int[] RatersOf(DatasetSplit split)
    {
        var (raters, latest) = (new int[split.Dataset.Items.Count], new int[split.Dataset.Items.Count]);
        Array.Fill(latest, -1);
        for (var row = 0; row < split.Roles.Length; row++)
        {
            var (user, item) = (split.Dataset.Ratings[row].User, split.Dataset.Ratings[row].Item);
            if (split.Roles[row] == RowRole.Train && latest[item] != user)
            {
                raters[item]++;
                latest[item] = user; // rows lie user by user: a second rating by the same is no second user
            }
        }

        return raters;
    }
}
