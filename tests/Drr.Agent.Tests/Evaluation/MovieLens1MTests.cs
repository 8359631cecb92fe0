using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Agent.Tests.Evaluation;

/// <summary>The protocols on the real data must give the figures of independent programs.</summary>
[Trait("Category", "Slow")]
public sealed class MovieLens1MTests
{
    private static readonly SplitOptions NoValidation = new() { TestShare = 0.2, ValidationShare = 0 };

    /// <summary>The 11th and 12th most rated films are tied; the smaller id first costs popularity .0015 of P@10.</summary>
    [Fact]
    public void The_catalogue_protocol_gives_the_figures_of_an_independent_program()
    {
        Assert.SkipWhen(MovieLens1M.Folder is null, MovieLens1M.Missing);
        var split = DatasetSplit.ByUser(DatasetReader.Read(MovieLens1M.Folder), NoValidation, stateLength: 10, seed: 1);
        var rows = new FitRows(split.Dataset, split.Roles);
        IScorer[] scorers =
        [
            PopularityScorer.OfRatings(split.Dataset, split.Roles), CooccurrenceScorer.Cosine(rows),
            new UserCosineScorer(rows, 500),
            LinearModels.Ease(rows, 1000), LinearModels.Ridge(rows, 10, 300),
            ItemVectorScorer.OfSvd(rows, SvdModel.Fit(rows, 50, new SvdOptions(), new Rng(1)), 0.2f),
        ];
        var report = CatalogueProtocol.Evaluate(
            split, split.Embeddings(), scorers, new(), null, TestContext.Current.CancellationToken);
        var (any, liked) = (report.Section("any"), report.Section("liked"));
        Assert.Equal((1208, 1207), (any.Users, liked.Users));
        AssertFigures(any, "popularity", [.4079, .3935, .4125, .4011], 5e-5);
        AssertFigures(any, "item cosine", [.4914, .4575, .4997, .4733], 5e-5);
        AssertFigures(any, "user cosine", [.4714, .4488, .4771, .4597], 1e-3);
        AssertFigures(any, "EASE", [.4272, .4062, .4340, .4171], 1e-3);
        AssertFigures(any, "ridge", [.4740, .4470, .4858, .4632], 8e-3); // that program's lambda is not known: ours is 300
        AssertFigures(any, "SVD", [.4949, .4611, .5023, .4763], 5e-3);
        AssertFigures(liked, "popularity", [.3193, .3067], 5e-5);
        AssertFigures(liked, "item cosine", [.3957, .3628], 5e-5);
    }

    /// <summary>Another random split than the independent program's; from seed to seed P@5 moves by some .004.</summary>
    [Fact]
    public void The_rerank_protocol_gives_the_figures_of_an_independent_program()
    {
        Assert.SkipWhen(MovieLens1M.Folder is null, MovieLens1M.Missing);
        var split = DatasetSplit.ByRating(DatasetReader.Read(MovieLens1M.Folder), NoValidation, seed: 1);
        IScorer[] scorers =
        [
            PopularityScorer.OfLiked(split.Dataset, split.Roles),
            PopularityScorer.OfMeanRating(split.Dataset, split.Roles),
            new OracleScorer(split.Dataset),
        ];
        var report = RerankProtocol.Evaluate(
            split, split.Embeddings(), scorers, new() { HistoryLength = 5 }, null, TestContext.Current.CancellationToken);
        var all = report.Section("all");
        Assert.InRange(all.Users, 6020, 6040);
        AssertFigures(all, "liked count", [.7357, .6425, .8085, .8220, .9160, .9077], 0.008);
        AssertFigures(all, "damped mean rating", [.7666, .6671, .8438, .8536, .9337, .9257], 0.008);
        AssertFigures(all, "oracle", [.9095, .7829, 1, 1], 0.008);
    }

    private static void AssertFigures(EvaluationSection section, string scorer, double[] expected, double tolerance)
    {
        string[] columns = ["precision@5", "precision@10", "ndcg@5", "ndcg@10", "list-ndcg@5", "list-ndcg@10"];
        Assert.All(expected.Zip(columns), pair =>
            Assert.Equal(pair.First, section.Value(scorer, pair.Second).Mean, tolerance));
    }
}
