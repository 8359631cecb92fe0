using Drr.Agent.Data;
using Drr.Agent.Runs;
using Drr.TestKit;

namespace Drr.Agent.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Settings_and_environment_come_back_as_written()
    {
        var options = Presets.Paper with { Seed = 9 };
        var environment = Environment(9);
        RunFolder.Create(_parent["a"], options, environment, new Dictionary<string, string> { ["seed"] = "--seed 9" });
        var run = RunFolder.Open(_parent["a"]);
        Assert.Equal(options, run.ReadConfig());
        Assert.Equal(environment, run.ReadEnvironment());
        Assert.Equal("--seed 9", run.ReadOrigins()["seed"]);
    }

    [Fact]
    public void The_environment_names_what_is_needed_to_repeat_the_run()
    {
        var environment = Environment(5);
        Assert.Equal((5UL, "tiny"), (environment.Seed, environment.Dataset));
        Assert.Equal((1, 1, 1), (environment.Users, environment.Items, environment.Ratings));
        Assert.Contains(environment.InstructionSet, new[] { "avx512", "avx2", "vector128", "none" });
        Assert.StartsWith(".NET 10", environment.Runtime, StringComparison.Ordinal);
        Assert.NotEmpty(environment.Processor);
    }

    [Fact]
    public void Metrics_are_lines()
    {
        var run = RunFolder.Create(_parent["a"], new(), Environment(1));
        run.AppendMetrics("train", new { Step = 1, Hits = 0.5 });
        run.AppendMetrics("validate", new { Step = 2, Hits = 0.75 });
        Assert.Equal(
            "{\"stage\":\"train\",\"step\":1,\"hits\":0.5}\n{\"stage\":\"validate\",\"step\":2,\"hits\":0.75}\n",
            File.ReadAllText(_parent["a/metrics.jsonl"]));
    }

    [Fact]
    public void A_new_run_removes_the_old_ones_files_and_no_others()
    {
        var run = RunFolder.Create(_parent["a"], new(), Environment(1));
        run.AppendMetrics("train", new { Step = 1 });
        File.WriteAllText(_parent["a/evaluation.json"], "{}");
        File.WriteAllText(_parent["a/evaluation-users.json"], "{}");
        File.WriteAllText(run.LastCheckpoint, "old");
        File.WriteAllText(_parent["a/notes.txt"], "mine");
        run.WritePlot("precision", [1, 2, 3]);
        run.WriteReport("<p>old");
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_parent["a/plots/precision.png"]));
        RunFolder.Create(_parent["a"], new() { Seed = 2 }, Environment(2));
        Assert.Equal(
            ["checkpoints", "config.json", "environment.json", "notes.txt", "origins.json", "plots"],
            Directory.EnumerateFileSystemEntries(_parent["a"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent["a/checkpoints"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent["a/plots"]));
        Assert.Equal(2UL, RunFolder.Open(_parent["a"]).ReadConfig().Seed);
    }

    [Fact]
    public void Numbers_go_on_from_the_highest()
    {
        Assert.Equal(_parent["runs/001-demo"], RunFolder.NextPath(_parent["runs"], "demo"));
        Directory.CreateDirectory(_parent["runs/007-x"]);
        Directory.CreateDirectory(_parent["runs/002-y"]);
        Directory.CreateDirectory(_parent["runs/mine"]);
        Assert.Equal(_parent["runs/008-demo"], RunFolder.NextPath(_parent["runs"], "demo"));
    }

    [Fact]
    public void A_path_is_taken_once_it_holds_something()
    {
        Assert.False(RunFolder.IsTaken(_parent["a"]));
        Directory.CreateDirectory(_parent["a"]);
        Assert.False(RunFolder.IsTaken(_parent["a"]));
        File.WriteAllText(_parent["a/b"], "");
        Assert.True(RunFolder.IsTaken(_parent["a"]));
        Assert.True(RunFolder.IsTaken(_parent["a/b"]));
    }

    [Fact]
    public void A_folder_without_a_run_is_refused()
    {
        var fault = Assert.Throws<DirectoryNotFoundException>(() => RunFolder.Open(_parent.Path));
        Assert.Contains(_parent.Path, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"seed\": 1,\n \"sede\": 2 }", "config.json:2")]
    [InlineData("{ \"seed\": 1", "config.json:1")]
    [InlineData("null", "config.json:1")]
    [InlineData("{ \"learning\": { \"discount\": 7 } }", "learning.discount = 7")]
    public void Damaged_settings_are_told_with_their_place(string text, string expected)
    {
        _parent.Write("config.json", text);
        var fault = Assert.Throws<InvalidDataException>(() => RunFolder.Open(_parent.Path).ReadConfig());
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static RunEnvironment Environment(ulong seed) => RunEnvironment.Capture(
        new RatingDataset("tiny", [new User(1)], [new Item(1, "A", [])], [new Rating(0, 0, 4, 0)], RatingScale.WholeStars), seed);
}
