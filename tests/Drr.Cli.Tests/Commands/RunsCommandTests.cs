namespace Drr.Cli.Tests.Commands;

public sealed class RunsCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void Runs_are_listed_and_a_damaged_one_hides_no_other()
    {
        var parent = Parent(small.CopyOfRun(), small.CopyOfRun(), small.CopyOfRun());
        File.WriteAllText(Path.Combine(parent, "b/config.json"), "{");
        File.AppendAllText(Path.Combine(parent, "c/metrics.jsonl"), "{\"stage\":\"tr"); // what a kill in the midst of a line leaves
        Directory.CreateDirectory(Path.Combine(parent, "no-run"));
        var listed = SmallRun.Expect(0, "runs", "list", parent);
        Assert.Matches(@"(?m)^\S+a +\S+ +ave +400 +finished +validation precisionAt10 0\.\d{4}$", listed.Out);
        Assert.Matches(@"(?m)^\S+c +\S+ +ave +400 +finished", listed.Out);
        Assert.Contains("b cannot be read: ", listed.Error, StringComparison.Ordinal);
        Assert.Equal(3, listed.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void An_unfinished_run_and_one_that_stopped_early_are_told_apart()
    {
        var run = small.CopyOfRun();
        var metrics = Path.Combine(run, "metrics.jsonl");
        var lines = File.ReadAllLines(metrics);
        File.WriteAllLines(metrics, lines[..2]);
        var shown = SmallRun.Expect(0, "runs", "show", run, "--json").Json;
        Assert.Equal(("unfinished", 200, 400), (shown.Text("status"), shown.Int("steps"), shown.Int("of")));
        File.AppendAllText(metrics, "{\"stage\":\"stop\",\"step\":200}\n");
        Assert.Equal("stoppedEarly", SmallRun.Expect(0, "runs", "show", run, "--json").Json.Text("status"));
    }

    [Fact]
    public void Comparing_shows_what_differs_and_the_figures_side_by_side()
    {
        var (one, two) = (small.CopyOfRun(), small.New());
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", two, .. SmallRun.Settings, "--set", "learning.discount=0.25", "--seed", "3"]);
        SmallRun.Expect(0, "evaluate", "--run", one, "--data", small.Data);
        var compared = SmallRun.Expect(0, "runs", "compare", one, two, "--json").Json;
        var settings = compared.GetProperty("settings").EnumerateArray().ToDictionary(s => s.Text("path"), s => s.GetProperty("values").ToString());
        Assert.Equal(["learning.discount", "seed"], settings.Keys.Order());
        var figures = compared.GetProperty("figures").EnumerateArray().ToDictionary(f => f.Text("name"), f => f.GetProperty("values"));
        var ours = figures["catalogue any precision@10"];
        Assert.InRange(ours[0].GetProperty("value").GetDouble(), ours[0].GetProperty("low").GetDouble(), ours[0].GetProperty("high").GetDouble());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, ours[1].ValueKind); // not evaluated

        var text = SmallRun.Expect(0, "runs", "compare", one, two).Out;
        Assert.Matches(@"(?m)^learning\.discount +0\.5 +0\.25$", text);
        Assert.Matches(@"(?m)^validation precisionAt10 +0\.\d{4} +0\.\d{4}$", text);
        Assert.Matches(@"(?m)^catalogue any precision@10 +0\.\d{4} \[0\.\d{4}, 0\.\d{4}\] +-$", text);
        Assert.DoesNotContain("policy.hidden", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Deleting_asks_for_force_and_takes_only_what_the_run_wrote()
    {
        var (run, noted) = (small.CopyOfRun(), small.CopyOfRun());
        File.WriteAllText(Path.Combine(noted, "notes.txt"), "mine");
        Assert.Contains("--force", SmallRun.Expect(2, "runs", "delete", run).Error, StringComparison.Ordinal);
        SmallRun.Expect(3, "runs", "delete", run, small.New(), "--force"); // one of them is no run: none is deleted
        Assert.True(File.Exists(Path.Combine(run, "checkpoints/last.safetensors")));
        var deleted = SmallRun.Expect(0, "runs", "delete", run, noted, "--force");
        Assert.Contains($"{noted} stays", deleted.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run));
        Assert.Equal([Path.Combine(noted, "notes.txt")], Directory.EnumerateFileSystemEntries(noted));
    }

    private string Parent(params string[] runs)
    {
        var parent = Directory.CreateDirectory(small.New()).FullName;
        for (var i = 0; i < runs.Length; i++)
        {
            Directory.Move(runs[i], Path.Combine(parent, $"{(char)('a' + i)}"));
        }

        return parent;
    }
}
