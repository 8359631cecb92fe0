using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;

namespace Drr.Agent.Tests.Environments;

public sealed class SessionWorldTests
{
    private static readonly RatingDataset _data = SyntheticDataset.Generate(new() { Users = 60, Items = 80, Ratings = 1500 });
    private static readonly EmbeddingOptions _vectors = new() { Size = 6, Pmf = new() { Passes = 3 } };

    [Fact]
    public void Sessions_start_from_first_ratings_where_the_log_answers_and_from_liked_items_in_the_simulator()
    {
        var split = DatasetSplit.Create(_data, new() { Protocol = SplitProtocol.Catalogue }, 5, seed: 1);
        var world = new SessionWorld(split, new() { HistoryLength = 5 }, _vectors, seed: 1);
        var embeddings = EmbeddingFitter.Fit(split, _vectors, seed: 1);
        var log = world.Environments(embeddings, FeedbackSource.Log, 1, RowRole.Train)[0];
        var simulator = world.Environments(embeddings, FeedbackSource.Simulator, 2, RowRole.Train);
        var user = split.TrainUsers.First(u => log.CanStart(u) && simulator[1].CanStart(u));
        log.Reset(user);
        simulator[1].Reset(user);
        Assert.Equal(2, simulator.Length);
        Assert.Equal(StartingItems.FirstRated(_data, split.Roles, 5).Of(user), log.Observation.Items);
        Assert.Equal(StartingItems.LatestLiked(_data, split.Roles, 5).Of(user), simulator[1].Observation.Items);
    }

    [Fact]
    public void The_simulator_is_fitted_once_and_on_the_rows_that_are_set_apart_for_it()
    {
        var fits = 0;
        var progress = new Counts(() => fits++);
        var apart = DatasetSplit.Create(_data, new() { Protocol = SplitProtocol.Rerank, SimulatorShare = 0.25 }, 5, seed: 1);
        var world = new SessionWorld(apart, new() { HistoryLength = 5 }, _vectors, seed: 1, progress);
        Assert.Same(world.Simulator, world.Simulator);
        Assert.Equal(1, fits);
        Assert.Equal(MeanOf(RowRole.Simulator), world.Simulator.Mean, 3);
        Assert.NotEqual(MeanOf(RowRole.Train), world.Simulator.Mean, 3);

        float MeanOf(RowRole role) => new FitRows(_data, apart.Roles, role).Training.ToArray().Average(row => row.Value);
    }

    private sealed class Counts(Action begun) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value is { Stage: "fit simulator", Done: 0 })
            {
                begun();
            }
        }
    }
}
