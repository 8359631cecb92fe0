using Drr.Agent;
using Drr.Agent.States;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using Drr.TestKit;

namespace Drr.Cli.Tests.Settings;

public sealed class SettingLayersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_layers_there_are_the_defaults() => Assert.Equal(new DrrOptions(), new SettingLayers().Resolve());

    [Fact]
    public void Later_layers_win_and_origins_are_kept()
    {
        var file = _folder.Write("c.json", """{ "seed": 3, /* why */ "learning": { "discount": 0.3, "batchSize": 33, }, }""");
        var layers = new SettingLayers()
            .AddPreset("paper")
            .AddFile(file)
            .AddEnvironment(new Dictionary<string, string>
            {
                ["DRR_LEARNING__BATCH_SIZE"] = "34", ["DRR_SEED"] = "4", ["DRR_ML1M"] = "x", ["PATH"] = "y",
            })
            .AddAssignment("learning.batchsize=35")
            .AddText("state.module", "u", "--state u");
        var options = layers.Resolve();
        Assert.Equal(Presets.Paper.Policy.ActorForm, options.Policy.ActorForm);
        Assert.Equal((0.3f, 35), (options.Learning.Discount, options.Learning.BatchSize));
        Assert.Equal((4UL, StateModuleKind.U), (options.Seed, options.State.Module));
        Assert.Equal("--preset paper", layers.Origins["policy.actorForm"]);
        Assert.Equal(file, layers.Origins["learning.discount"]);
        Assert.Equal("DRR_SEED", layers.Origins["seed"]);
        Assert.Equal("--set learning.batchsize=35", layers.Origins["learning.batchSize"]);
        Assert.Equal("--state u", layers.Origins["state.module"]);
        Assert.DoesNotContain("policy.hidden", layers.Origins.Keys);
    }

    [Fact]
    public void A_preset_gives_exactly_its_settings() =>
        Assert.All(Presets.All, preset => Assert.Equal(preset.Value, new SettingLayers().AddPreset(preset.Key).Resolve()));

    [Fact]
    public void All_faults_of_all_layers_are_told_at_once()
    {
        var file = _folder.Write("c.json", """{ "learning": { "discout": 0.3, "steps": "many" }, "lerning": {}, "policy": 3 }""");
        var layers = new SettingLayers()
            .AddPreset("papr")
            .AddFile(file)
            .AddEnvironment(new Dictionary<string, string> { ["DRR_LEARNING__GAMMMA"] = "1" })
            .AddAssignment("learning.discount")
            .AddAssignment("learning.discount=2")
            .AddAssignment("learning.discount=two")
            .AddText("state.module", "average", "--state average");
        var message = Assert.Throws<UsageException>(layers.Resolve).Message.Split(Environment.NewLine);
        Assert.Equal(
            [
                "--preset papr: must be one of ranking, paper, rerank, simulator, demo, reference-per, reference-uniform, "
                    + "reference-per-noise; did you mean paper?",
                $"{file}: no setting 'learning.discout'; did you mean learning.discount?",
                $"{file}: learning.steps must be a whole number, 1 or more, not \"many\".",
                $"{file}: no setting 'lerning'",
                $"{file}: no setting 'policy'",
                "DRR_LEARNING__GAMMMA: no setting 'learning.gammma'",
                "--set learning.discount: must be name=value, such as learning.discount=0.9.",
                "--set learning.discount=2: learning.discount must be a number in [0, 1], not 2.",
                "--set learning.discount=two: learning.discount must be a number in [0, 1], not \"two\".",
                "--state average: state.module must be one of p, u, ave, n, att, not \"average\".",
            ],
            message);
    }

    [Theory]
    [InlineData("[1]", "the file must hold one object")]
    [InlineData("{ \"seed\": }", "c.json:1: is no JSON from here on")]
    [InlineData("{ \"seed\": 1, \"seed\": 2 }", "seed")]
    public void A_broken_file_is_told(string text, string expected)
    {
        var file = _folder.Write("c.json", text);
        var fault = Assert.Throws<UsageException>(new SettingLayers().AddFile(file).Resolve);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        var fault = Assert.Throws<UsageException>(new SettingLayers().AddFile(_folder["nowhere.json"]).Resolve);
        Assert.Contains("nowhere.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_variable_counts_as_not_set()
    {
        var layers = new SettingLayers().AddEnvironment(
            new Dictionary<string, string> { ["DRR_SEED"] = "", ["DRR_LEARNING__DISCOUNT"] = "" });
        Assert.Equal(new DrrOptions(), layers.Resolve());
    }

    [Theory]
    [InlineData("embedding.size", "[2, 10000]")]
    [InlineData("policy.hidden", "[1, 10000]")]
    [InlineData("environment.historyLength", "[1, 10000]")]
    [InlineData("environment.episodeLength", "[1, 100000]")]
    [InlineData("learning.environments", "[1, 100000]")]
    [InlineData("learning.batchSize", "[1, 1000000]")]
    [InlineData("replay.capacity", "[1, 100000000]")]
    public void A_size_that_no_memory_holds_is_a_fault(string path, string range)
    {
        var layers = new SettingLayers().AddAssignment($"{path}=1000000000");
        Assert.Equal(
            $"--set {path}=1000000000: {path} must be a whole number in {range}, not 1000000000.", Assert.Single(layers.Faults));
    }
}
