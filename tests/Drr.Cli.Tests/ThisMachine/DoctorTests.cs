using System.Text.Json;
using Drr.TestKit;

namespace Drr.Cli.Tests.ThisMachine;

public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_check_says_how_it_stands()
    {
        SmallRun.Expect(0, "data", "synth", "-o", _folder["data"], "--users", "20", "--items", "30", "--ratings", "300");
        var findings = Findings(0, "--data", _folder["data"], "--runs", _folder["none/runs"]);
        string[] names = ["runtime", "processor", "memory", "runs", "data", "font", "kernels", "gradients"];
        Assert.Equal(names, findings.Select(finding => finding.Text("name")));
        Assert.All(findings, finding => Assert.NotEqual("fail", finding.Text("level")));
        Assert.Contains("20 users", findings[4].Text("text"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["none"])); // looking makes nothing
    }

    [Fact]
    public void Gradients_are_told_with_their_true_distance() =>
        Assert.Matches(@"are at most [1-9]\.\de-\d apart", Findings(0, "--runs", _folder.Path)[7].Text("text"));

    [Fact]
    public void Damaged_data_fail_with_the_line_and_the_way_out()
    {
        var finding = Findings(1, "--data", _folder.Write("ml/ratings.dat", "1::1::9::1\n")[..^"/ratings.dat".Length])[4];
        Assert.Equal("fail", finding.Text("level"));
        Assert.Contains("drr data check", finding.Text("wayOut"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_fails()
    {
        var finding = Findings(1, "--runs", _folder.Write("file", "") + "/runs")[3];
        Assert.Equal("fail", finding.Text("level"));
    }

    [Fact]
    public void People_read_a_line_a_check() =>
        Assert.Matches("(?m)^ok    kernels    the fast matrix product", SmallRun.Expect(0, "doctor", "--runs", _folder.Path).Out);

    private static JsonElement[] Findings(int code, params string[] arguments) =>
        [.. SmallRun.Expect(code, ["doctor", "--json", .. arguments]).Json.GetProperty("findings").EnumerateArray()];
}
