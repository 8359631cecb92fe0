using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Runs;
using Drr.TestKit;

namespace Drr.Agent.Tests;

/// <summary>The one way in which runs are begun and gone on with.</summary>
public sealed class TrainedRunTests : IDisposable
{
    private static readonly RatingDataset _data = SyntheticDataset.Generate(new() { Users = 60, Items = 80, Ratings = 1500 });
    private static readonly DrrOptions _options = new()
    {
        Embedding = new() { Size = 6 },
        Policy = new() { Hidden = 8 },
        Learning = new DrrOptions().Learning with
        {
            Steps = 400, Environments = 4, FillSteps = 40, BatchSize = 4, Candidates = 6, NextCandidates = 4,
            CriticUpdatesFirst = 5, ReportEvery = 40, ValidateEvery = 200,
        },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_begun_then_gone_on_with_to_the_bits_of_one_that_was_never_stopped()
    {
        Assert.True(Complete("straight").Finished);
        using var stop = new CancellationTokenSource();
        Assert.False(Complete("stopped", new StopsInTraining(stop), stop.Token).Finished);
        Assert.False(TrainedRun.IsFinished(_folder["stopped"]));
        Assert.True(Complete("stopped").Finished);
        Assert.True(TrainedRun.IsFinished(_folder["stopped"]));
        Assert.Equal(
            File.ReadAllBytes(RunFolder.Open(_folder["straight"]).LastCheckpoint),
            File.ReadAllBytes(RunFolder.Open(_folder["stopped"]).LastCheckpoint));
    }

    [Fact]
    public void Vectors_are_made_for_a_run_that_is_begun_and_not_for_one_that_is_gone_on_with()
    {
        var (pipeline, made) = (new Pipeline(_data, _options), 0);
        var split = pipeline.Split();
        for (var times = 0; times < 2; times++)
        {
            using var run = new TrainedRun(_folder["run"], pipeline, split);
            run.Complete(Vectors);
        }

        Assert.Equal(1, made);

        EmbeddingTable Vectors()
        {
            made++;
            return pipeline.Embed(split);
        }
    }

    [Fact]
    public void A_run_that_was_stopped_before_its_first_checkpoint_is_begun_anew()
    {
        RunFolder.Create(_folder["run"], _options, RunEnvironment.Capture(_data, _options.Seed));
        Assert.True(Complete("run").Finished);
    }

    [Fact]
    public void Nobody_else_takes_a_run_in_hand_until_it_is_let_go()
    {
        var pipeline = new Pipeline(_data, _options);
        var split = pipeline.Split();
        using (new TrainedRun(_folder["run"], pipeline, split))
        {
            Assert.Throws<RunLockedException>(() => new TrainedRun(_folder["run"], pipeline, split));
        }

        new TrainedRun(_folder["run"], pipeline, split).Dispose();
    }

    private TrainingOutcome Complete(string name, IProgress<StageProgress>? progress = null, CancellationToken stop = default)
    {
        var pipeline = new Pipeline(_data, _options, progress, stop);
        using var run = new TrainedRun(_folder[name], pipeline, pipeline.Split());
        return run.Complete();
    }

    private sealed class StopsInTraining(CancellationTokenSource stop) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value is { Stage: "train", Done: > 0 })
            {
                stop.Cancel();
            }
        }
    }
}
