using Drr.Agent.Studies;
using Drr.TestKit;

namespace Drr.Cli.Tests.Studies;

public sealed class ReproduceCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Studies => [.. Study.All.Select(study => study.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Studies))]
    public void Every_study_runs_on_the_built_in_data_and_leaves_its_report(string study)
    {
        var run = SmallRun.Expect(0, "reproduce", study, "--quick", "--seeds", "1", "-o", _folder["out"]);
        var report = File.ReadAllText(Path.Combine(_folder["out"], $"{study}.md"));
        Assert.Equal(report.TrimEnd(), run.Out.TrimEnd());
        Assert.StartsWith($"# {study}\n", report, StringComparison.Ordinal);
        Assert.Contains("| random |", report.Replace("*", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Out);
        var forms = Study.All.Single(s => s.Name == study).Variants;
        Assert.Equal(forms.Count, Directory.GetFiles(Path.Combine(_folder["out"], "results"), $"{study}-*-1.json").Length);
    }

    [Fact]
    public void A_second_call_trains_nothing_and_answers_the_same()
    {
        string[] call =
        [
            "reproduce", "ablation", "--quick", "--seeds", "2", "--only", "ranking", "--only", "gamma-0", "-o", _folder["out"],
        ];
        var first = SmallRun.Expect(0, call);
        Assert.Contains("ablation: gamma-0, seed 2", first.Error, StringComparison.Ordinal);
        var second = SmallRun.Expect(0, call);
        Assert.DoesNotContain("seed 2", second.Error, StringComparison.Ordinal);
        Assert.Equal(first.Out, second.Out);
    }

    [Theory]
    [InlineData("catalog: must be one of", "reproduce", "catalog")]
    [InlineData("--quick", "reproduce", "catalogue")]
    [InlineData("--quick", "reproduce", "catalogue", "--quick", "--data", "there")]
    [InlineData("did you mean", "reproduce", "ablation", "--quick", "--only", "rankin")]
    [InlineData("--seeds", "reproduce", "catalogue", "--quick", "--seeds", "0")]
    public void Wrong_usage_says_what_is_wrong(string expected, params string[] arguments)
    {
        var run = SmallRun.Expect(2, arguments);
        Assert.Contains(expected, run.Error, StringComparison.OrdinalIgnoreCase);
    }
}
