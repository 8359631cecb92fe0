using System.Text.Json;
using System.Text.Json.Nodes;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Cli.Shell;
using Drr.TestKit;

namespace Drr.Cli.Tests.Settings;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_value_comes_with_its_origin()
    {
        var file = _folder.Write("c.json", """{ "policy": { "hidden": 64 } }""");
        string[] line = ["config", "show", "--origin", "--preset", "paper", "--config", file, "--set", "learning.discount=0.25"];
        var run = Invocation.With(new() { ["DRR_REPLAY__CAPACITY"] = "77" }, CancellationToken.None, line);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"(?m)^learning\.discount +0\.25 +--set learning\.discount=0\.25$", run.Out);
        Assert.Matches(@"(?m)^policy\.hidden +64 +\S*c\.json$", run.Out);
        Assert.Matches(@"(?m)^replay\.capacity +77 +DRR_REPLAY__CAPACITY$", run.Out);
        Assert.Matches(@"(?m)^policy\.actorForm +""tanh"" +--preset paper$", run.Out);
        Assert.Matches(@"(?m)^learning\.batchSize +64 +default$", run.Out);
        Assert.Equal(Setting.All.Count, run.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void What_is_shown_as_json_is_what_a_run_takes()
    {
        var shown = SmallRun.Expect(0, "config", "show", "--preset", "paper", "--seed", "7", "--json").Out;
        Assert.Equal(Presets.Paper with { Seed = 7 }, JsonSerializer.Deserialize<DrrOptions>(shown, RunJson.Indented));
    }

    [Theory]
    [InlineData("ranking")]
    [InlineData("paper")]
    [InlineData("simulator")]
    public void A_file_to_begin_with_is_valid_and_says_what_each_value_must_be(string preset)
    {
        var file = _folder["settings.json"];
        SmallRun.Expect(0, "config", "init", "-o", file, "--preset", preset);
        var text = File.ReadAllText(file);
        Assert.Equal(Setting.All.Count, text.Split("// ").Length - 1);
        Assert.Contains("// a number in [0, 1]\n    \"discount\": ", text, StringComparison.Ordinal);
        Assert.Equal(Setting.All.Count, SmallRun.Expect(0, "config", "validate", file, "--json").Json.Int("settings"));
        var shown = SmallRun.Expect(0, "config", "show", "--config", file, "--json").Out;
        Assert.Equal(Presets.All[preset], JsonSerializer.Deserialize<DrrOptions>(shown, RunJson.Indented));
        Assert.Contains("--force", SmallRun.Expect(2, "config", "init", "-o", file).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_file_is_told()
    {
        var file = _folder.Write("c.json", """{ "learning": { "discout": 0.3, "steps": 0 }, "sede": 1 }""");
        var faults = SmallRun.Expect(2, "config", "validate", file).Error;
        Assert.Contains("mean learning.discount?", faults, StringComparison.Ordinal);
        Assert.Contains("learning.steps must be a whole number, 1 or more", faults, StringComparison.Ordinal);
        Assert.Contains("mean seed?", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_knows_every_setting_with_its_default_and_range()
    {
        var schema = JsonNode.Parse(SmallRun.Expect(0, "config", "schema").Out)!;
        var options = JsonSerializer.SerializeToNode(new DrrOptions(), RunJson.Indented)!;
        foreach (var setting in Setting.All)
        {
            var names = setting.Path.Split('.');
            var found = names.Aggregate(schema, (node, name) => node["properties"]![name]!);
            var value = names.Aggregate(options, (node, name) => node[name]!);
            Assert.True(JsonNode.DeepEquals(value, found["default"]), setting.Path);
        }

        var learning = schema["properties"]!["learning"]!;
        Assert.False((bool)learning["additionalProperties"]!);
        Assert.Equal((0, 1),
            ((double)learning["properties"]!["discount"]!["minimum"]!, (double)learning["properties"]!["discount"]!["maximum"]!));
        Assert.Equal(0, (double)learning["properties"]!["actorRate"]!["exclusiveMinimum"]!);
        Assert.Equal("integer", (string)learning["properties"]!["steps"]!["type"]!);
        Assert.Equal(["p", "u", "ave", "n", "att"],
            schema["properties"]!["state"]!["properties"]!["module"]!["enum"]!.AsArray().Select(n => (string)n!));
    }
}
