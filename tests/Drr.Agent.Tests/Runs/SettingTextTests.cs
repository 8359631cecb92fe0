using Drr.Agent.Runs;

namespace Drr.Agent.Tests.Runs;

public sealed class SettingTextTests
{
    [Fact]
    public void Every_setting_says_what_it_means() => Assert.All(Setting.All, setting =>
    {
        Assert.True(setting.Meaning.Length >= 20, $"{setting.Path}: '{setting.Meaning}'");
        Assert.DoesNotContain('<', setting.Meaning);
    });

    [Fact]
    public void Meanings_are_those_of_the_source()
    {
        var discount = Setting.All.Single(setting => setting.Path == "learning.discount");
        Assert.StartsWith("gamma, in [0, 1]; 0.9 in the paper.", discount.Meaning, StringComparison.Ordinal);
        var form = Setting.All.Single(setting => setting.Path == "policy.actorForm");
        Assert.Contains("the paper's is Tanh.", form.Meaning, StringComparison.Ordinal);
        var schema = SettingSchema.Create()["properties"]!["learning"]!["properties"]!["discount"]!["description"]!
            .GetValue<string>();
        Assert.Equal($"{discount.Meaning} Must be a number in [0, 1].", schema);
    }
}
