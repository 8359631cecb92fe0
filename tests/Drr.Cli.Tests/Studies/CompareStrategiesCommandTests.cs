using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Studies;

public sealed class CompareStrategiesCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void Each_strategy_is_trained_once_a_seed_and_what_is_there_is_not_made_again()
    {
        var folder = small.New();
        string[] line = [.. Line(folder, seeds: 1), "--seed", "4"], more = [.. Line(folder, seeds: 2), "--seed", "4"];
        SmallRun.Expect(0, line);
        var first = Runs(folder);
        Assert.Equal(Presets.Strategies.Select(name => $"{name}-seed4").Order(), first.Keys);
        var answer = SmallRun.Expect(0, [.. more, "--json"]).Json;
        var all = Runs(folder);
        Assert.Equal(6, all.Count);
        Assert.All(first, run => Assert.Equal(run.Value, all[run.Key]));
        Assert.NotEqual(0, new FileInfo(answer.Text("figure")).Length);
        Assert.True(File.Exists(Path.Combine(folder, "strategies.json")));

        var rows = answer.GetProperty("strategies").EnumerateArray().ToArray();
        Assert.Equal(Presets.Strategies, rows.Select(row => row.Text("strategy")));
        foreach (var row in rows)
        {
            var figure = row.GetProperty("figures").EnumerateArray().Single(f => f.Text("name") == "precision@10");
            double[] seeds = [.. figure.GetProperty("seeds").EnumerateArray().Select(value => value.GetDouble())];
            string[] runs = [.. row.GetProperty("runs").EnumerateArray().Select(run => run.GetString()!)];
            Assert.Equal(
                runs.Select(run => RunSummary.Of(RunFolder.Open(run)).Figures
                    .First(f => f.Name == "catalogue any precision@10").Value), seeds);
            double Of(string end) => figure.GetProperty(end).GetDouble();
            Assert.Equal((seeds.Min(), seeds.Max()), (Of("low"), Of("high")));
            Assert.Equal(seeds.Average(), Of("middle"), 1e-12); // of two the mean
        }
    }

    [Fact]
    public void The_strategies_differ_in_priorities_and_noise_alone()
    {
        var folder = small.New();
        SmallRun.Expect(0, Line(folder, seeds: 1));
        DrrOptions Of(string strategy) => RunFolder.Open(Path.Combine(folder, strategy + "-seed1")).ReadConfig();
        var (per, uniform, noise) = (Of(Presets.Strategies[0]), Of(Presets.Strategies[1]), Of(Presets.Strategies[2]));
        Assert.Equal((true, false), (per.Replay.Prioritized, uniform.Replay.Prioritized));
        Assert.Equal((1, 1.5f), (per.Policy.Noise, noise.Policy.Noise));
        Assert.Equal(per, uniform with { Replay = per.Replay });
        Assert.Equal(per, noise with { Policy = per.Policy });
        var origins = RunFolder.Open(Path.Combine(folder, "reference-per-seed1")).ReadOrigins();
        Assert.Equal("--preset reference-per", origins["learning.minimumTarget"]);
    }

    [Fact]
    public void An_interrupted_comparison_goes_on_with_the_same_line()
    {
        var folder = small.New();
        var stopped = Invocation.With([], new CancellationToken(canceled: true), Line(folder, seeds: 1));
        Assert.Equal((130, ""), (stopped.ExitCode, stopped.Out));
        SmallRun.Expect(0, Line(folder, seeds: 1));
        Assert.Equal(3, Runs(folder).Count);
    }

    [Fact]
    public void Other_settings_and_a_preset_are_refused()
    {
        var folder = small.New();
        SmallRun.Expect(0, Line(folder, seeds: 1));
        var other = SmallRun.Expect(2, [.. Line(folder, seeds: 1), "--set", "learning.discount=0.25"]);
        Assert.Contains("reference-per-seed1 was made with other settings", other.Error, StringComparison.Ordinal);
        Assert.Contains("leave it out",
            SmallRun.Expect(2, [.. Line(folder, seeds: 1), "--preset", "paper"]).Error, StringComparison.Ordinal);
        Assert.Contains("--seeds 0", SmallRun.Expect(2, Line(folder, seeds: 0)).Error, StringComparison.Ordinal);
    }

    private string[] Line(string folder, int seeds) =>
        ["compare-strategies", "--data", small.Data, "--seeds", $"{seeds}", "-o", folder, .. SmallRun.Settings];

    /// <summary>When the last checkpoint of each run was written.</summary>
    private static SortedDictionary<string, DateTime> Runs(string folder) =>
        new(Directory.EnumerateDirectories(folder).ToDictionary(
            run => Path.GetFileName(run),
            run => File.GetLastWriteTimeUtc(Path.Combine(run, "checkpoints/last.safetensors"))));
}
