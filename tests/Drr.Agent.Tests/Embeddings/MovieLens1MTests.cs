using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using Drr.TestKit;

namespace Drr.Agent.Tests.Embeddings;

/// <summary>What the vectors are worth on the data that published figures are about.</summary>
[Trait("Category", "Slow")]
public sealed class MovieLens1MTests
{
    [Fact]
    public void Pmf_predicts_held_out_ratings_to_within_086_stars()
    {
        var split = Split(SplitProtocol.Rerank);
        var model = PmfModel.Fit(new FitRows(split.Dataset, split.Roles), size: 100, new PmfOptions(), new Rng(1));
        Rating[] test = [.. split.Dataset.Ratings.ToArray().Where((_, row) => split.Roles[row] == RowRole.Test)];
        Assert.InRange(model.Error(test), 0.8, 0.86);
    }

    [Theory]
    [InlineData(EmbeddingMethod.Svd, 0.45)] // popularity reaches .395
    [InlineData(EmbeddingMethod.BinaryPmf, 0.44)]
    public void The_mean_of_the_first_items_finds_later_ones(EmbeddingMethod method, double precisionAt10)
    {
        var split = Split(SplitProtocol.Catalogue);
        var table = EmbeddingFitter.Fit(split, new EmbeddingOptions { Method = method }, seed: 1);
        var start = StartingItems.FirstRated(split.Dataset, split.Roles, 10);
        Assert.InRange(
            split.TestUsers.Average(user => PrecisionAt10(split.Dataset, table, user, start.Of(user))), precisionAt10, 0.6);
    }

    private static double PrecisionAt10(RatingDataset dataset, EmbeddingTable table, int user, ReadOnlySpan<int> start)
    {
        var (mean, scores, best) = (new float[table.Size], new float[dataset.Items.Count], new int[10]);
        foreach (var item in start)
        {
            Arithmetic.AddScaled(table.Items.Row(item), 0.1f, mean);
        }

        MatMul.ABt(table.Items.Span, mean, scores.Length, table.Size, 1, scores);
        foreach (var item in start)
        {
            scores[item] = float.NegativeInfinity;
        }

        Ranking.TopK(scores, best);
        return dataset.HistoryOf(user)[start.Length..].ToArray().Count(row => best.Contains(row.Item)) / 10.0;
    }

    private static DatasetSplit Split(SplitProtocol protocol)
    {
        Assert.SkipWhen(MovieLens1M.Folder is null, MovieLens1M.Missing);
        return DatasetSplit.Create(
            DatasetReader.Read(MovieLens1M.Folder!), new() { Protocol = protocol }, stateLength: 10, seed: 1);
    }
}
