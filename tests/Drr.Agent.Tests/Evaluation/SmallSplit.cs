using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Tensors;

namespace Drr.Agent.Tests.Evaluation;

/// <summary>Splits of hand-made data sets, and embeddings that fit them.</summary>
internal static class SmallSplit
{
    /// <summary>The first users train; of the others the first ratings are the state, the rest is held out.</summary>
    internal static DatasetSplit ByUser(RatingDataset dataset, int trainUsers, int stateLength)
    {
        var share = 1 - ((double)trainUsers / dataset.Users.Count);
        return DatasetSplit.ByUser(dataset, new SplitOptions { TestShare = share, ValidationShare = 0 }, stateLength, seed: 1);
    }

    /// <summary>A quarter of the ratings is held out.</summary>
    internal static DatasetSplit ByRating(RatingDataset dataset) =>
        DatasetSplit.ByRating(dataset, new SplitOptions { TestShare = 0.25, ValidationShare = 0 }, seed: 1);

    /// <summary>The random split that happens to give these roles, one a rating in the data set's order.</summary>
    internal static DatasetSplit ByRating(RatingDataset dataset, params RowRole[] roles)
    {
        var share = (double)roles.Count(role => role == RowRole.Test) / roles.Length;
        var options = new SplitOptions { TestShare = share, ValidationShare = 0 };
        for (ulong seed = 0; ; seed++)
        {
            if (DatasetSplit.ByRating(dataset, options, seed) is var split && split.Roles.SequenceEqual(roles))
            {
                return split;
            }
        }
    }

    /// <summary>Random vectors that are said to come from other ratings than the split has for them.</summary>
    internal static EmbeddingTable LeakingEmbeddings(this DatasetSplit split) =>
        split.Embeddings(EmbeddingRows.Of(split, EmbeddingMethod.Pmf) with { Items = new(99, "all-rows") });

    /// <summary>Random vectors; fitted are the items with a training row.</summary>
    internal static EmbeddingTable Embeddings(this DatasetSplit split, EmbeddingRows? rows = null)
    {
        const int size = 3;
        var rng = new Rng(17);
        var (users, items) = (split.Dataset.Users.Count, split.Dataset.Items.Count);
        var fitted = new bool[items];
        for (var row = 0; row < split.Roles.Length; row++)
        {
            fitted[split.Dataset.Ratings[row].Item] |= split.Roles[row] == RowRole.Train;
        }

        return new EmbeddingTable(EmbeddingMethod.Pmf, Random(users), Random(items), fitted)
        {
            Rows = rows ?? EmbeddingRows.Of(split, EmbeddingMethod.Pmf),
        };

        Tensor Random(int rows) =>
            new(new Shape(rows, size), [.. Enumerable.Range(0, rows * size).Select(_ => (float)rng.NextGaussian())]);
    }
}
