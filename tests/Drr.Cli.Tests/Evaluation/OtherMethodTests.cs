using System.Diagnostics;
using Drr.TestKit;

namespace Drr.Cli.Tests.Evaluation;

public sealed class OtherMethodTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void Nothing_that_is_to_be_predicted_is_written()
    {
        var folder = small.New();
        SmallRun.Expect(0, "split", "--data", small.Data, "-o", folder);
        HashSet<string> users = [.. Lines(folder, "users.csv")];
        Assert.Equal(16, users.Count); // a fifth of 80
        Assert.All(Lines(folder, "train.csv"), row => Assert.DoesNotContain(row.Split(',')[0], users));
        Assert.All(users, user =>
            Assert.InRange(Lines(folder, "known.csv").Count(row => row.StartsWith(user + ",", StringComparison.Ordinal)), 1, 10));
        Assert.Equal("user,item,rating,time", File.ReadLines(Path.Combine(folder, "train.csv")).First());
        Assert.Contains("\"fold\": 0", File.ReadAllText(Path.Combine(folder, "split.json")), StringComparison.Ordinal);
        var again = SmallRun.Expect(2, "split", "--data", small.Data, "-o", folder);
        Assert.Contains("exists", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rerank", "candidates.csv", "user,item")]
    [InlineData("next", "users.csv", "user")]
    public void Each_protocol_says_what_to_score(string protocol, string file, string head)
    {
        var folder = small.New();
        SmallRun.Expect(0, "split", "--data", small.Data, "--protocol", protocol, "-o", folder);
        Assert.Equal(head, File.ReadLines(Path.Combine(folder, file)).First());
        Assert.False(File.Exists(Path.Combine(folder, "known.csv")));
        var lines = File.ReadAllLines(Path.Combine(folder, "train.csv")).Length
            + File.ReadAllLines(Path.Combine(folder, "validation.csv")).Length - 2;
        Assert.Equal(2000, lines, 10.0); // a fifth of 2,500 is held out, but for ratings of one second
    }

    [Fact]
    public void Scores_of_popularity_give_its_row_and_wrong_ones_are_refused()
    {
        var folder = small.New();
        SmallRun.Expect(0, "split", "--data", small.Data, "-o", folder);
        var counts = Lines(folder, "train.csv").CountBy(row => row.Split(',')[1]).ToArray();
        var mine = Path.Combine(folder, "mine.csv");
        File.WriteAllLines(mine, Lines(folder, "users.csv")
            .SelectMany(user => counts.Select(count => $"{user},{count.Key},{count.Value}")).Prepend("user,item,score"));
        string[] evaluate = ["evaluate", "--run", small.CopyOfRun(), "--data", small.Data];
        var rows = SmallRun.Expect(0, [.. evaluate, "--scores", mine, "--json"]).Json
            .GetProperty("sections")[0].GetProperty("rows").EnumerateArray()
            .ToDictionary(row => row.Text("scorer"), row => row.GetProperty("values").ToString());
        Assert.Equal(rows["popularity"], rows["mine"]);

        var popularity = Path.Combine(folder, "popularity.csv");
        File.Copy(mine, popularity);
        Assert.Contains("rename", SmallRun.Expect(3, [.. evaluate, "--scores", popularity]).Error, StringComparison.Ordinal);
        File.WriteAllLines(mine, File.ReadAllLines(mine)[..5]);
        Assert.Contains("no score for user", SmallRun.Expect(3, [.. evaluate, "--scores", mine]).Error, StringComparison.Ordinal);
        Assert.Contains(
            "cannot follow a session",
            SmallRun.Expect(2, [.. evaluate, "--scores", mine, "--protocol", "interactive"]).Error, StringComparison.Ordinal);
    }

    /// <summary>The program on the page, as it stands there.</summary>
    [Fact]
    public void The_documented_program_in_Python_runs_and_is_measured()
    {
        var python = new[] { "/usr/bin/python3", "/usr/local/bin/python3" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(python is null, "There is no python3.");
        var folder = small.New();
        SmallRun.Expect(0, "split", "--data", small.Data, "-o", Path.Combine(folder, "split"));
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "your-method.md"));
        var program = page.Split("```python\n")[1].Split("```")[0];
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", program]) { WorkingDirectory = folder })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        var scores = Path.Combine(folder, "mine.csv");
        var report = SmallRun.Expect(0, "evaluate", "--run", small.CopyOfRun(), "--data", small.Data, "--scores", scores);
        Assert.Contains("  mine ", report.Out, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DrrNative.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!;
        }

        return folder;
    }

    private static IEnumerable<string> Lines(string folder, string file) => File.ReadLines(Path.Combine(folder, file)).Skip(1);
}
