using System.Text.Json;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Runs;
using Drr.Cli.Shell;
using Drr.Tensors;

namespace Drr.Cli.Tests.Runs;

public sealed class RunsCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    private const string NoUsers = "has no evaluation user by user";

    [Fact]
    public void Runs_are_listed_and_a_damaged_one_hides_no_other()
    {
        var parent = Parent(small.CopyOfRun(), small.CopyOfRun(), small.CopyOfRun());
        File.WriteAllText(Path.Combine(parent, "b/config.json"), "{");
        const string CutLine = "{\"stage\":\"tr"; // what a kill in the midst of a line leaves
        File.AppendAllText(Path.Combine(parent, "c/metrics.jsonl"), CutLine);
        Directory.CreateDirectory(Path.Combine(parent, "no-run"));
        var listed = SmallRun.Expect(0, "runs", "list", parent);
        Assert.Matches(@"(?m)^\S+a +\S+ +ave +400 +finished +validation precisionAt10 0\.\d{4}$", listed.Out);
        Assert.Matches(@"(?m)^\S+c +\S+ +ave +400 +finished", listed.Out);
        Assert.Contains("b cannot be read: ", listed.Error, StringComparison.Ordinal);
        Assert.Equal(3, listed.Out.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("{\"stage\":\"train\"}")]
    [InlineData("{\"stage\":\"train\",\"step\":\"many\"}")]
    [InlineData("{\"stage\":\"validate\",\"step\":200,\"precisionAt10\":\"good\"}")]
    [InlineData("{\"stage\":\"train\",\"step\":200,\"latest\":{\"criticLoss\":[]}}")]
    public void A_line_of_metrics_that_was_changed_is_named(string line)
    {
        var run = small.CopyOfRun();
        var metrics = Path.Combine(run, "metrics.jsonl");
        string[] lines = File.ReadAllLines(metrics);
        lines[1] = line;
        File.WriteAllLines(metrics, lines);
        foreach (var command in (string[][])[["runs", "show", run], ["runs", "plot", run, "-o", small.New()]])
        {
            Assert.StartsWith($"drr: {metrics}:2: ", SmallRun.Expect(3, command).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pipe_in_place_of_metrics_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs pipes that have a path.");
        var run = small.CopyOfRun();
        File.Delete(Path.Combine(run, "metrics.jsonl"));
        System.Diagnostics.Process.Start("mkfifo", Path.Combine(run, "metrics.jsonl")).WaitForExit();
        var shown = await Task.Run(() => Invocation.Of("runs", "show", run), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(0, shown.ExitCode);
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
        string[] other = ["--set", "learning.discount=0.25", "--seed", "3"];
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", two, .. SmallRun.Settings, .. other]);
        SmallRun.Expect(0, "evaluate", "--run", one, "--data", small.Data);
        var compared = SmallRun.Expect(0, "runs", "compare", one, two, "--json").Json;
        var settings = compared.GetProperty("settings").EnumerateArray().ToDictionary(
            s => s.Text("path"), s => s.GetProperty("values").ToString());
        Assert.Equal(["learning.discount", "seed"], settings.Keys.Order());
        var figures = compared.GetProperty("figures").EnumerateArray()
            .ToDictionary(f => f.Text("name"), f => f.GetProperty("values"));
        var ours = figures["catalogue any precision@10"];
        Assert.InRange(ours[0].GetProperty("value").GetDouble(),
            ours[0].GetProperty("low").GetDouble(), ours[0].GetProperty("high").GetDouble());
        Assert.Equal(JsonValueKind.Null, ours[1].ValueKind); // not evaluated

        var text = SmallRun.Expect(0, "runs", "compare", one, two).Out;
        Assert.Matches(@"(?m)^learning\.discount +0\.5 +0\.25$", text);
        Assert.Matches(@"(?m)^validation precisionAt10 +0\.\d{4} +0\.\d{4}$", text);
        Assert.Matches(@"(?m)^catalogue any precision@10 +0\.\d{4} \[0\.\d{4}, 0\.\d{4}\] +-$", text);
        Assert.DoesNotContain("policy.hidden", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_with_evaluations_are_tested_user_by_user()
    {
        var (one, two) = (Evaluated(), Evaluated("--set", "learning.discount=0.25", "--seed", "3"));
        var compared = SmallRun.Expect(0, "runs", "compare", one, two, "--json");
        Assert.Equal("", compared.Error);
        var sections = compared.Json.GetProperty("comparisons").EnumerateArray().ToArray();
        Assert.Equal(["catalogue any", "catalogue liked"], sections.Select(section => section.Text("section")));
        foreach (var section in sections)
        {
            string name = section.Text("section").Split(' ')[1];
            string[] columns = [.. section.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)];
            var expected = PairedTest.Together([.. columns.Select(column => PairedTest.Of(
                Users(one).Column(name, column)!, Users(two).Column(name, column)!, new Rng(1).Fork("bootstrap")))]);
            var tests = section.GetProperty("tests").Deserialize<PairedTest[]>(RunJson.Line)!;
            Assert.Equal(expected, tests);
            var means = RunFolder.Open(one).ReadEvaluation()!.Section(name).Rows[0].Values;
            Assert.Equal(means[0].Mean, Users(one).Column(name, columns[0])!.Average(), 1e-12);
            Assert.True(columns.Length > 5 && tests.Any(test => test.Difference.Mean != 0));
        }

        var text = SmallRun.Expect(0, "runs", "compare", one, two).Out;
        const string Interval = @"\[-?0\.\d{4}, -?0\.\d{4}\]";
        Assert.Matches($@"(?m)^  precision@10 +[+-]0\.\d{{4}} {Interval}( +(< )?[01]\.\d{{4}}){{3}} +[+-][01]\.\d{{3}}$", text);
        Assert.DoesNotContain("seeds, and its", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_of_the_same_settings_stand_together()
    {
        string[] runs =
            [Evaluated(), Evaluated("--seed", "2"), Evaluated("--seed", "3"), Evaluated("--set", "learning.discount=0.25")];
        var compared = SmallRun.Expect(0, ["runs", "compare", .. runs, "--json"]).Json;
        var group = Assert.Single(compared.GetProperty("seeds").EnumerateArray());
        Assert.Equal(runs[..3], group.GetProperty("runs").EnumerateArray().Select(run => run.GetString()));
        double[] values =
        [
            .. runs[..3].Select(
                run => RunFolder.Open(run).ReadEvaluation()!.Section("any").Value("DRR-ave corrected", "precision@10").Mean),
        ];
        var figure = group.GetProperty("figures").EnumerateArray().Single(f => f.Text("name") == "catalogue any precision@10");
        Assert.Equal(InterquartileMean.Of(values), figure.GetProperty("value").GetDouble(), 1e-12);

        var section = compared.GetProperty("comparisons")[0]; // a user's value is the mean of their three
        var difference = section.GetProperty("tests")[0].GetProperty("difference").GetProperty("mean").GetDouble();
        var ours = runs.Select(run => Users(run).Column("any", "precision@5")!.Average()).ToArray();
        Assert.Equal(ours[..3].Average() - ours[3], difference, 1e-9);

        // Nothing but the seed differs: one against the other.
        var alike = SmallRun.Expect(0, ["runs", "compare", .. runs[..2]]).Out;
        Assert.Contains($"{runs[0]} less {runs[1]}", alike, StringComparison.Ordinal);
        Assert.Contains("interquartile mean over 2 seeds", alike, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_one_seed_are_not_taken_for_seeds()
    {
        var one = Evaluated();
        var again = small.CopyOf(one);
        var compared = SmallRun.Expect(0, "runs", "compare", one, again, "--json").Json;
        Assert.Empty(compared.GetProperty("seeds").EnumerateArray());
        Assert.Equal(1, Assert.Single(compared.GetProperty("repeated").EnumerateArray()).Int("seed"));
        var text = SmallRun.Expect(0, "runs", "compare", one, again).Out;
        Assert.Contains($"{one}, {again}: the same settings and the same seed (1).", text, StringComparison.Ordinal);
        Assert.DoesNotContain("interquartile", text, StringComparison.Ordinal);

        var other = Evaluated("--seed", "2"); // one seed that was run twice weighs as one
        var group = SmallRun.Expect(0, "runs", "compare", one, again, other, "--json").Json.GetProperty("seeds")[0];
        var figure = group.GetProperty("figures").EnumerateArray().Single(f => f.Text("name") == "catalogue any precision@10");
        double[] seeds = [.. new[] { one, other }.Select(run => Users(run).Column("any", "precision@10")!.Average())];
        Assert.Equal(seeds.Average(), figure.GetProperty("value").GetDouble(), 1e-9);
        Assert.Contains("over 2 seeds", SmallRun.Expect(0, "runs", "compare", one, again, other).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_a_process_writes_to_is_running()
    {
        var run = small.CopyOfRun();
        var metrics = Path.Combine(run, "metrics.jsonl");
        File.WriteAllLines(metrics, File.ReadAllLines(metrics)[..2]);
        using (RunLock.Take(run))
        {
            Assert.Equal("running", SmallRun.Expect(0, "runs", "show", run, "--json").Json.Text("status"));
            Assert.Matches(@"(?m) 200 +running$", SmallRun.Expect(0, "runs", "list", Path.GetDirectoryName(run)!).Out);
        }

        Assert.Equal("unfinished", SmallRun.Expect(0, "runs", "show", run, "--json").Json.Text("status"));
    }

    [Fact]
    public void Steps_beyond_the_setting_are_not_more_than_there_are()
    {
        var run = small.New(); // four sessions of ten steps at a time
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", run, "--steps", "60", .. SmallRun.Settings[2..]]);
        Assert.Contains(", 80 of 80 steps, finished", SmallRun.Expect(0, "runs", "show", run).Out, StringComparison.Ordinal);
        Assert.Equal(80, SmallRun.Expect(0, "runs", "show", run, "--json").Json.Int("of"));
        var page = File.ReadAllText(Path.Combine(run, "report.html"));
        Assert.Contains("80 of 80 environment steps, finished", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_compared_user_by_user_says_why()
    {
        string one = Evaluated(), two = small.CopyOfRun();
        Assert.Contains(NoUsers, SmallRun.Expect(0, "runs", "compare", one, two).Error, StringComparison.Ordinal);
        SmallRun.Expect(0, "evaluate", "--run", two, "--data", small.Data, "--protocol", "simulator");
        Assert.Contains("by other protocols", SmallRun.Expect(0, "runs", "compare", one, two).Error, StringComparison.Ordinal);
        var users = File.ReadAllText(Path.Combine(two, "evaluation-users.json"));
        File.WriteAllText(Path.Combine(one, "evaluation-users.json"), users); // not those of its evaluation
        Assert.Contains(NoUsers, SmallRun.Expect(0, "runs", "compare", one, two).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_of_runs_are_drawn_into_a_folder_and_those_of_a_run_without_a_report_are_not()
    {
        var (run, folder) = (small.CopyOfRun(), small.New());
        var plotted = SmallRun.Expect(0, "runs", "plot", run, small.Run, "-o", folder, "--json").Json;
        string?[] files = [.. plotted.GetProperty("files").EnumerateArray().Select(file => file.GetString())];
        Assert.Equal(
            ["critic-loss.png", "mean-action.png", "precision.png", "total-reward.png"],
            files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.NotEqual(0, new FileInfo(file!).Length));
        Assert.Contains(folder, SmallRun.Expect(2, "runs", "plot", run, "-o", folder).Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(run, "metrics.jsonl"), "");
        var plot = SmallRun.Expect(3, "runs", "plot", run, "-o", small.New());
        Assert.Contains("nothing to draw", plot.Error, StringComparison.Ordinal);
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

    /// <summary>The class's run, or one of its own with other settings, evaluated.</summary>
    private string Evaluated(params string[] settings)
    {
        var run = settings.Length == 0 ? small.CopyOfRun() : small.New();
        if (settings.Length > 0)
        {
            SmallRun.Expect(0, ["train", "--data", small.Data, "-o", run, .. SmallRun.Settings, .. settings]);
        }

        SmallRun.Expect(0, "evaluate", "--run", run, "--data", small.Data);
        return run;
    }

    private static UserFigures Users(string run) => RunFolder.Open(run).ReadUserFigures()!;

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
