using System.Security.Cryptography;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Training;

/// <summary>One process writes to a run at a time; what it kept earlier can be asked for.</summary>
public sealed class LockTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public async Task A_second_process_is_refused_in_a_line_and_a_killed_one_blocks_nothing()
    {
        var run = small.New();
        string[] endless = ["train", "--data", small.Data, "-o", run, "--steps", "100000000", "-q", .. SmallRun.Settings[2..]];
        string[] silent = ["--set", "learning.checkpointEvery=100000000", "--set", "learning.validateEvery=100000000"];
        using var first = ChildProcess.Start(".", [.. endless, .. silent]);
        for (var tries = 0; !File.Exists(Path.Combine(run, "metrics.jsonl")); tries++)
        {
            Assert.True(tries < 600 && !first.HasExited, "It does not begin.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        try
        {
            var before = Checkpoints(run);
            string[][] seconds = [["train", "--resume", run], [.. endless, "--force"], ["runs", "delete", run, "--force"]];
            foreach (var second in seconds)
            {
                var refused = await ChildProcess.Run(".", [.. second, "-q"]);
                Assert.True(refused.ExitCode == 2, refused.Error);
                Assert.Equal("", refused.Out);
                Assert.Single(refused.Error.TrimEnd().Split('\n'));
                Assert.Contains($"{run} is being written to by another process", refused.Error, StringComparison.Ordinal);
            }

            var early = await ChildProcess.Run(".", [.. endless.Where(word => word != "-q"), "--force"]);
            Assert.DoesNotContain("embed", early.Error, StringComparison.Ordinal); // refused before any work

            Assert.False(first.HasExited);
            Assert.Equal(before, Checkpoints(run));
        }
        finally
        {
            first.Kill(); // SIGKILL
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        SmallRun.Expect(0, "runs", "delete", run, "--force");
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void The_newest_checkpoints_are_kept_and_can_be_used()
    {
        var run = small.New();
        string[] keep = ["--set", "learning.keepCheckpoints=2", "--set", "learning.checkpointEvery=100"];
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", run, .. SmallRun.Settings, .. keep]);
        var kept = Directory.GetFiles(Path.Combine(run, "checkpoints"), "step-*").Select(Path.GetFileName).Order().ToArray();
        Assert.Equal(["step-000000000320.safetensors", "step-000000000400.safetensors"], kept);
        string[] recommend = ["recommend", "--run", run, "--data", small.Data, "--all", "--json"];
        string Lists(string checkpoint) => SmallRun.Expect(0, [.. recommend, "--checkpoint", checkpoint]).Out;
        Assert.Equal(Lists("last"), Lists("400"));
        Assert.NotEqual(Lists("last"), Lists("320"));
        Assert.Contains("only 320, 400, last, best",
            SmallRun.Expect(3, [.. recommend, "--checkpoint", "5"]).Error, StringComparison.Ordinal);

        SmallRun.Expect(0, "evaluate", "--run", run, "--data", small.Data, "--checkpoint", "320");
        Assert.False(File.Exists(Path.Combine(run, "evaluation.json"))); // it would be taken for the run's own
        SmallRun.Expect(0, "runs", "delete", run, "--force");
        Assert.False(Directory.Exists(run));
    }

    private static Dictionary<string, string> Checkpoints(string run) =>
        Directory.EnumerateFiles(Path.Combine(run, "checkpoints"))
            .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
