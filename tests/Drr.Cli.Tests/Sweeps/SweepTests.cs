using Drr.Agent;
using Drr.Cli.Shell;
using Drr.Cli.Sweeps;

namespace Drr.Cli.Tests.Sweeps;

public sealed class SweepTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void Trials_have_the_bits_of_single_runs()
    {
        var (folder, single) = (small.New(), small.New());
        var answer = SmallRun.Expect(0, [.. Line(folder), "--jobs", "3", "--json"]).Json;
        var trials = answer.GetProperty("trials").EnumerateArray().ToArray();
        Assert.Equal(4, trials.Length);
        double[] figures = [.. trials.Select(row => row.GetProperty("figure").GetDouble())];
        Assert.Equal(figures.OrderDescending(), figures);
        Assert.Equal(2, answer.GetProperty("overSeeds").GetArrayLength());
        Assert.True(new FileInfo(Path.Combine(folder, "sweep.png")).Length > 10_000);

        // The last of two times two.
        string[] settings = ["--set", "learning.checkpointEvery=100", "--set", "learning.discount=0.9", "--seed", "2"];
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", single, .. SmallRun.Settings, .. settings]);
        string[] files =
        [
            "checkpoints/last.safetensors", "checkpoints/best.safetensors", "checkpoints/embeddings.safetensors", "metrics.jsonl",
            "config.json",
        ];
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(Path.Combine(single, file)), File.ReadAllBytes(Path.Combine(folder, "trial-004", file))));
    }

    [Fact]
    public void Finished_trials_are_kept_stopped_ones_go_on_and_missing_ones_are_made()
    {
        var (straight, stopped) = (small.New(), small.New());
        SmallRun.Expect(0, Line(straight));
        Assert.Equal(130, Invocation.With([], new CancellationToken(canceled: true), Line(stopped)).ExitCode);
        SmallRun.Expect(0, [.. Line(stopped), "--jobs", "2"]);
        var kept = File.GetLastWriteTimeUtc(Path.Combine(stopped, "trial-001/checkpoints/last.safetensors"));
        Directory.Delete(Path.Combine(stopped, "trial-002"), recursive: true);
        Rewind(Path.Combine(stopped, "trial-003"));
        SmallRun.Expect(0, Line(stopped));
        Assert.Equal(kept, File.GetLastWriteTimeUtc(Path.Combine(stopped, "trial-001/checkpoints/last.safetensors")));
        Assert.All(Enumerable.Range(1, 4), trial => Assert.Equal(
            File.ReadAllBytes(Path.Combine(straight, $"trial-00{trial}/checkpoints/last.safetensors")),
            File.ReadAllBytes(Path.Combine(stopped, $"trial-00{trial}/checkpoints/last.safetensors"))));
    }

    [Fact]
    public void Another_sweep_is_not_written_over_unless_forced()
    {
        var folder = small.New();
        SmallRun.Expect(0, Line(folder));
        string[] other = [.. Line(folder), "--set", "learning.temperature=0.5"];
        Assert.Contains("--force", SmallRun.Expect(2, other).Error, StringComparison.Ordinal);
        SmallRun.Expect(0, [.. other, "--force"]);
    }

    [Fact]
    public void Every_fault_is_named_before_anything_starts()
    {
        var folder = small.New();
        var refused = SmallRun.Expect(
            2, "sweep", "--data", small.Data, "-o", folder, "--grid", "learning.discout=0,1", "--grid", "learning.discount=0,7",
            "--grid", "seed=3..1", "--grid", "policy.hidden", "--random", "two", "policy.noise=0.5..0.1");
        string[] faults =
        [
            "mean learning.discount?", "learning.discount=7", "seed=3..1", "--grid policy.hidden", "--random two", "0.5..0.1",
        ];
        Assert.All(faults, fault => Assert.Contains(fault, refused.Error, StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder));
        Assert.Contains("Nothing is varied", SmallRun.Expect(2, "sweep", "--data", small.Data).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_lie_in_their_range_and_come_again_with_the_seed()
    {
        string[] random = ["200", "learning.actorRate=1e-5..1e-3:log", "policy.hidden=8..16", "state.module=ave,u"];
        var plan = SweepPlan.Of(["policy.noise=0.1,0.2"], random, new DrrOptions());
        Assert.Equal(400, plan.Trials.Count);
        Assert.Equal(plan.Trials.Select(t => t.Options),
            SweepPlan.Of(["policy.noise=0.1,0.2"], random, new DrrOptions()).Trials.Select(t => t.Options));
        Assert.NotEqual(plan.Trials[0].Options.Learning.ActorRate,
            SweepPlan.Of([], random, new DrrOptions { Seed = 2 }).Trials[0].Options.Learning.ActorRate);
        double[] rates = [.. plan.Trials.Select(trial => trial.Options.Learning.ActorRate)];
        Assert.All(rates, rate => Assert.InRange(rate, 1e-5, 1e-3));
        Assert.InRange(rates.Count(rate => rate < 1e-4), 140, 260); // evenly in the logarithm: half of them
        Assert.Equal(Enumerable.Range(8, 9), plan.Trials.Select(trial => trial.Options.Policy.Hidden).Distinct().Order());
        Assert.Equal(rates[0], rates[1]); // one draw, both noises
    }

    private string[] Line(string folder) =>
    [
        "sweep", "--data", small.Data, "-o", folder, .. SmallRun.Settings, "--set", "learning.checkpointEvery=100",
        "--grid", "learning.discount=0,0.9", "--grid", "seed=1..2",
    ];

    /// <summary>Makes a run of the same settings that was stopped at its start.</summary>
    private void Rewind(string trial)
    {
        string config = small.New() + ".json", vectors = small.New() + ".safetensors";
        File.Move(Path.Combine(trial, "config.json"), config);
        File.Move(Path.Combine(trial, "checkpoints/embeddings.safetensors"), vectors);
        Directory.Delete(trial, recursive: true);
        string[] begin = ["train", "--data", small.Data, "-o", trial, "--config", config, "--embeddings", vectors];
        Assert.Equal(130, Invocation.With([], new CancellationToken(canceled: true), begin).ExitCode);
        Assert.True(File.Exists(Path.Combine(trial, "checkpoints/last.safetensors")));
    }
}
