using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Runs;
using Drr.TestKit;

namespace Drr.Agent.Tests.Runs;

/// <summary>A run that goes on from whatever lay on the disk at some moment ends as one that never stopped.</summary>
public sealed class ResumePointTests : IDisposable
{
    private static readonly RatingDataset _data = SyntheticDataset.Generate(new() { Users = 60, Items = 80, Ratings = 1500 });
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> PresetNames => [.. Presets.All.Keys];

    private static CancellationToken Never => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Whatever_lay_on_the_disk_at_any_report_goes_on_to_the_same_bits(string preset)
    {
        var options = Options(Presets.All[preset]);
        var copies = new List<string>(); // the folder as a kill would have left it, its metrics ahead of its checkpoint
        var straight = Begin(options, "straight", new Reports(step =>
        {
            copies.Add(_folder[$"copy{step}"]);
            Copy(_folder["straight"], copies[^1]);
        }), Never);
        Assert.True(straight.Finished);
        Assert.InRange(copies.Count, 5, 20);
        foreach (var copy in copies)
        {
            Assert.True(Resume(options, copy, null, Never).Finished);
            AssertSameFiles(_folder["straight"], copy);
        }
    }

    [Fact]
    public void A_run_stopped_again_and_again_ends_with_the_same_bits()
    {
        var options = Options(Presets.Ranking);
        Begin(options, "straight", null, Never);
        TrainingOutcome? outcome = null;
        var stops = 0;
        while (outcome is not { Finished: true })
        {
            using var stop = new CancellationTokenSource();
            var reports = new Reports(_ => stop.Cancel());
            outcome = outcome is null
                ? Begin(options, "stopped", reports, stop.Token)
                : Resume(options, _folder["stopped"], reports, stop.Token);
            if (!outcome.Finished)
            {
                File.WriteAllText(_folder["stopped/evaluation.json"], "{}"); // which the run outgrows
                File.WriteAllText(_folder["stopped/evaluation-users.json"], "{}");
            }

            stops++;
        }

        Assert.InRange(stops, 5, 20);
        AssertSameFiles(_folder["straight"], _folder["stopped"]);
    }

    private static DrrOptions Options(DrrOptions preset) => preset with
    {
        Embedding = preset.Embedding with
        {
            Size = 6, Members = Math.Min(preset.Embedding.Members, 2), Pmf = preset.Embedding.Pmf with { Passes = 3 },
        },
        Environment = preset.Environment with { EpisodeLength = 7 },
        Policy = preset.Policy with { Hidden = 8 },
        Learning = preset.Learning with
        {
            Steps = 400, Environments = 3, FillSteps = 30, BatchSize = 4, Candidates = 6, NextCandidates = 4,
            CriticUpdatesFirst = 5, StepsPerUpdate = 50, ReportEvery = 40, ValidateEvery = 100,
            Patience = 3, CheckpointEvery = 60, // a report may come between updates
        },
    };

    private TrainingOutcome Begin(DrrOptions options, string name, IProgress<StageProgress>? progress, CancellationToken stop)
    {
        var pipeline = new Pipeline(_data, options, progress, stop);
        var split = pipeline.Split();
        var run = RunFolder.Create(_folder[name], options, RunEnvironment.Capture(_data, options.Seed));
        return pipeline.Train(split, pipeline.Embed(split), run);
    }

    private static TrainingOutcome Resume(
        DrrOptions options, string path, IProgress<StageProgress>? progress, CancellationToken stop)
    {
        var pipeline = new Pipeline(_data, options, progress, stop);
        return pipeline.Resume(pipeline.Split(), RunFolder.Open(path));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "checkpoints"));
        Assert.All(Files(from), file => File.Copy(Path.Combine(from, file), Path.Combine(to, file)));
    }

    private static void AssertSameFiles(string one, string two)
    {
        Assert.Equal(Files(one), Files(two));
        Assert.All(Files(one), file =>
        {
            string a = Path.Combine(one, file), b = Path.Combine(two, file);
            if (TensorBoardFile.Is(file))
            {
                Assert.Equal(TensorBoardFile.Timeless(a), TensorBoardFile.Timeless(b));
            }
            else
            {
                Assert.Equal(File.ReadAllBytes(a), File.ReadAllBytes(b));
            }
        });
    }

    private static string[] Files(string run) =>
    [
        .. Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(run, file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Calls back at each report of training but the one at its start.</summary>
    private sealed class Reports(Action<int> trained) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value is { Stage: "train", Metric.Length: > 0 })
            {
                trained(value.Done);
            }
        }
    }
}
