namespace Drr.Cli.Tests.Analysis;

public sealed class AnalyzeCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void A_report_comes_as_files_and_as_text()
    {
        var folder = small.New();
        var run = SmallRun.Expect(0, "analyze", "--data", small.Data, "-o", folder);
        Assert.Contains("80 users, 90 films", run.Out, StringComparison.Ordinal);
        Assert.Contains("Distribution of stars", run.Out, StringComparison.Ordinal);
        Assert.Contains("The trending list", run.Out, StringComparison.Ordinal);
        Assert.Contains("The generation gap: left out, ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Cross-validation", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Out);
        string[] files = ["report.html", "report.md", "report.json", "figures/03-stars.png", "figures/03-stars.svg"];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(folder, file)), file));
    }

    [Fact]
    public void Json_holds_the_analysis_and_the_cross_validation_if_asked_for()
    {
        string[] line = ["analyze", "--data", small.Data, "-o", small.New(), "--json", "--crossvalidate", "--seed", "3"];
        var json = SmallRun.Expect(0, line).Json;
        var analysis = json.GetProperty("analysis");
        Assert.Equal(2500, analysis.GetProperty("stats").Int("ratings"));
        Assert.Equal(3, analysis.GetProperty("crossValidation").Int("seed"));
        Assert.Equal("The generation gap", json.GetProperty("leftOut").EnumerateArray().Last().Text("figure"));
    }

    [Fact]
    public void What_exists_is_written_over_with_force_only()
    {
        var folder = small.New();
        SmallRun.Expect(0, "analyze", "--data", small.Data, "-o", folder);
        var again = SmallRun.Expect(2, "analyze", "--data", small.Data, "-o", folder);
        Assert.Contains("--force", again.Error, StringComparison.Ordinal);
        SmallRun.Expect(0, "analyze", "--data", small.Data, "-o", folder, "--force");
    }

    [Fact]
    public void Missing_data_exits_3() =>
        SmallRun.Expect(3, "analyze", "--data", small.New(), "-o", small.New());
}
