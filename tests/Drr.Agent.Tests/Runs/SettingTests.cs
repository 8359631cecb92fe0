using System.Text.Json;
using System.Text.Json.Nodes;
using Drr.Agent.Runs;
using Drr.Agent.States;

namespace Drr.Agent.Tests.Runs;

public sealed class SettingTests
{
    private static Setting Named(string path) => Setting.All.Single(s => s.Path == path);

    [Fact]
    public void Every_number_has_a_range() =>
        Assert.DoesNotContain(Setting.All, s =>
            s.Type.IsValueType && !s.Type.IsEnum && s.Type != typeof(bool) && s.Type != typeof(ulong)
            && !s.Requirement.Contains(',') && !s.Requirement.Contains('[') && !s.Requirement.Contains('('));

    [Fact]
    public void Paths_name_the_leaves_of_the_json_form()
    {
        var json = JsonSerializer.SerializeToNode(new DrrOptions(), RunJson.Indented)!.AsObject();
        static IEnumerable<string> Leaves(JsonObject section, string above) => section.SelectMany(
            p => p.Value is JsonObject inner ? Leaves(inner, $"{above}{p.Key}.") : [above + p.Key]);
        Assert.Equal(Leaves(json, ""), Setting.All.Select(s => s.Path));
    }

    [Fact]
    public void Defaults_and_presets_are_in_range() =>
        Assert.All(Presets.All.Values.Append(new DrrOptions()), options => Assert.Empty(Setting.Faults(options)));

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = new DrrOptions
        {
            Learning = new() { Discount = 1.5f, BatchSize = 0, SoftUpdateRate = 0 },
            Embedding = new() { Size = 1 },
            Policy = new() { Noise = float.NaN },
        };
        Assert.Equal(
            [
                "embedding.size = 1: must be a whole number in [2, 10000].",
                "policy.noise = NaN: must be a number, 0 or more.",
                "learning.batchSize = 0: must be a whole number in [1, 1000000].",
                "learning.discount = 1.5: must be a number in [0, 1].",
                "learning.softUpdateRate = 0: must be a number in (0, 1].",
            ],
            Setting.Faults(options));
    }

    [Theory]
    [InlineData("learning.discount", "0.5", true)]
    [InlineData("learning.discount", "1", true)]
    [InlineData("learning.discount", "1.01", false)]
    [InlineData("learning.discount", "\"0.5\"", false)]
    [InlineData("learning.discount", "null", false)]
    [InlineData("learning.steps", "10", true)]
    [InlineData("learning.steps", "10.5", false)]
    [InlineData("learning.steps", "0", false)]
    [InlineData("learning.steps", "3000000000", false)]
    [InlineData("replay.prioritized", "false", true)]
    [InlineData("replay.prioritized", "0", false)]
    [InlineData("state.module", "\"ave\"", true)]
    [InlineData("state.module", "\"average\"", false)]
    [InlineData("state.module", "2", false)]
    [InlineData("seed", "18446744073709551615", true)]
    [InlineData("seed", "-1", false)]
    [InlineData("seed", "[1]", false)]
    public void A_value_is_accepted_by_type_and_range(string path, string json, bool accepted) =>
        Assert.Equal(accepted, Named(path).Accepts(JsonNode.Parse(json)));

    [Fact]
    public void Requirements_say_type_and_range()
    {
        Assert.Equal(
            $"one of {string.Join(", ", Enum.GetNames<StateModuleKind>()).ToLowerInvariant()}",
            Named("state.module").Requirement);
        Assert.Equal("true or false", Named("replay.prioritized").Requirement);
        Assert.Equal("a number in (0, 1)", Named("split.testShare").Requirement);
        Assert.Equal("a number, above 0", Named("learning.actorRate").Requirement);
        Assert.Equal("a whole number, 0 or more", Named("seed").Requirement);
    }
}
