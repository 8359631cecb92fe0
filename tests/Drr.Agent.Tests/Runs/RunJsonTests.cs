using System.Text.Json;
using Drr.Agent.Runs;
using Drr.Agent.States;

namespace Drr.Agent.Tests.Runs;

public sealed class RunJsonTests
{
    [Fact]
    public void Settings_survive_the_round_trip()
    {
        var options = Presets.Paper with { Seed = ulong.MaxValue, State = new() { Module = StateModuleKind.U } };
        var json = JsonSerializer.Serialize(options, RunJson.Indented);
        Assert.Contains("\"module\": \"u\"", json, StringComparison.Ordinal);
        Assert.Equal(options, JsonSerializer.Deserialize<DrrOptions>(json, RunJson.Indented));
    }

    [Fact]
    public void Comments_are_allowed_and_unknown_names_refused()
    {
        var options = JsonSerializer.Deserialize<DrrOptions>("{ /* why */ \"seed\": 7, // because\n }", RunJson.Indented);
        Assert.Equal(7UL, options!.Seed);
        string[] wrong = ["{ \"sede\": 7 }", "{ \"seed\": 7, \"seed\": 8 }"];
        Assert.All(wrong, json =>
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DrrOptions>(json, RunJson.Indented)));
    }
}
