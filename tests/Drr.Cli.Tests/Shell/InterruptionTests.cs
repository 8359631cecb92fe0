using System.Diagnostics;
using System.Runtime.InteropServices;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Shell;

public sealed partial class InterruptionTests(SmallRun small) : IClassFixture<SmallRun>
{
    private const int Sigint = 2, Sigterm = 15;

    [Theory]
    [InlineData(Sigint)]
    [InlineData(Sigterm)]
    public async Task A_signal_saves_the_run_and_exits_130(int signal)
    {
        SkipWhereSignalsGetLost();
        var run = small.New();
        string[] endless = ["train", "--data", small.Data, "-o", run, "--steps", "100000000", .. SmallRun.Settings[2..]];
        using var process = ChildProcess.Start(".", endless);
        var error = new List<string>();
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            error.Add(line);
            if (line.StartsWith("embed", StringComparison.Ordinal))
            {
                break; // the next thing that it does is train
            }
        }

        await Until(() => File.Exists(Path.Combine(run, "metrics.jsonl")));
        Assert.Equal(0, Kill(process.Id, signal));
        var rest = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 130, string.Join('\n', error) + rest);
        Assert.Contains(run, rest, StringComparison.Ordinal);
        SmallRun.Expect(0, "recommend", "--run", run, "--data", small.Data, "--user", "1");
    }

    [Fact]
    public async Task A_second_signal_stops_at_once()
    {
        SkipWhereSignalsGetLost();
        var run = small.New();
        string[] deaf = // the sessions at hand, 100,000 of them, are finished before the agent is saved
        [
            "train", "--data", small.Data, "-o", run, "--steps", "100000000", "--set", "learning.stepsPerUpdate=1",
            .. SmallRun.Settings[2..].Select(
                word => word.Replace("environments=4", "environments=100000", StringComparison.Ordinal)),
        ];
        using var process = ChildProcess.Start(".", deaf);
        await Until(() => File.Exists(Path.Combine(run, "checkpoints", "last.safetensors")));
        Assert.Equal(0, Kill(process.Id, Sigint));
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited);
        Assert.Equal(0, Kill(process.Id, Sigint));
        var stop = TestContext.Current.CancellationToken;
        await process.WaitForExitAsync(stop).WaitAsync(TimeSpan.FromSeconds(10), stop);
        Assert.Equal(130, process.ExitCode);
    }

    /// <summary>The fit takes a quarter of a minute and more; nothing is to be saved.</summary>
    [Theory]
    [InlineData(Sigint)]
    [InlineData(Sigterm)]
    public async Task A_long_fit_hears_a_signal_at_once(int signal)
    {
        SkipWhereSignalsGetLost();
        var (data, run) = (small.New(), small.New());
        SmallRun.Expect(0, "data", "synth", "-o", data, "--users", "100", "--items", "9000", "--ratings", "9000");
        SmallRun.Expect(0, ["train", "--data", data, "-o", run, .. SmallRun.Settings]);
        using var process = ChildProcess.Start(".", "evaluate", "--run", run, "--data", data);
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("EASE takes 0.3 GB", StringComparison.Ordinal))
            {
                break;
            }
        }

        await Task.Delay(1000, TestContext.Current.CancellationToken);
        var rest = await EndOf(process, signal);
        Assert.Equal("drr: Interrupted.\n", rest);
        Assert.False(File.Exists(Path.Combine(run, "evaluation.json")));
    }

    /// <summary>What does not look at the token is left behind: making 20 million ratings takes a minute.</summary>
    [Theory]
    [InlineData("", "drr: Interrupted.\n")]
    [InlineData("--json", "{\"error\":\"Interrupted.\",\"exitCode\":130}\n")]
    public async Task Work_that_does_not_look_at_a_signal_is_left_behind(string option, string error)
    {
        SkipWhereSignalsGetLost();
        var folder = small.New();
        string[] deaf = [.. $"data synth --users 40000 --items 4000 --ratings 20000000 -o {folder} {option}".Trim().Split(' ')];
        using var process = ChildProcess.Start(".", deaf);
        await Until(() => process.TotalProcessorTime > TimeSpan.FromSeconds(0.5));
        Assert.Equal(error, await EndOf(process, Sigint));
        Assert.False(Directory.Exists(folder));
    }

    /// <summary>The work ends in less time than a deaf command is given, so it is the writing that must hear.</summary>
    [Theory]
    [InlineData("data import {0} -o")]
    [InlineData("data synth -o")]
    [InlineData("analyze --data {0} -o")]
    [InlineData("recommend --run {1} --data {0} --all --format csv -o")]
    [InlineData("export --run {1} --data {0} -o", "a.onnx")]
    [InlineData("export --run {1} --data {0} --what vectors -o", "v.csv")]
    [InlineData("export --run {1} --data {0} --what vectors -o", "v.parquet")]
    [InlineData("runs plot {1} -o")]
    public void What_is_stopped_while_it_writes_leaves_no_file_and_can_be_done_again(string command, string name = "out")
    {
        var folder = Directory.CreateDirectory(small.New()).FullName;
        string[] line =
            [.. command.Split(' ').Select(word => string.Format(null, word, small.Data, small.Run)), Path.Combine(folder, name)];
        Assert.Equal(130, Invocation.With([], new CancellationToken(canceled: true), line).ExitCode);
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        SmallRun.Expect(0, line);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("embed")]
    public void Stages_without_a_state_to_save_exit_130_too(string command)
    {
        string[] rest = command == "embed" ? ["-o", small.New()] : ["--run", small.CopyOfRun()];
        var run = Invocation.With([], new CancellationToken(canceled: true), [command, "--data", small.Data, .. rest]);
        Assert.Equal((130, ""), (run.ExitCode, run.Out));
        Assert.EndsWith("drr: Interrupted.\n", run.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    /// <summary>Sends a signal and waits for the end, which must come soon and with 130; a busy machine gets more time.</summary>
    /// <returns>What was said on stderr after it.</returns>
    private static async Task<string> EndOf(Process process, int signal)
    {
        var stop = TestContext.Current.CancellationToken;
        Assert.False(process.HasExited);
        Assert.Equal(0, Kill(process.Id, signal));
        await process.WaitForExitAsync(stop).WaitAsync(TimeSpan.FromSeconds(10), stop);
        Assert.Equal(130, process.ExitCode);
        return (await process.StandardError.ReadToEndAsync(stop)).ReplaceLineEndings("\n");
    }

    /// <summary>A shell's background jobs ignore Ctrl-C, and what they start inherits it.</summary>
    internal static void SkipWhereSignalsGetLost()
    {
        const string status = "/proc/self/status", ignored = "SigIgn:";
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no signals to another process.");
        var lines = File.Exists(status) ? File.ReadLines(status) : [ignored + "0"];
        var line = lines.First(l => l.StartsWith(ignored, StringComparison.Ordinal));
        var mask = Convert.ToUInt64(line[ignored.Length..].Trim(), 16);
        Assert.SkipWhen((mask & (1 << (Sigint - 1))) != 0, "Started in the background, where processes ignore Ctrl-C.");
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 600, "Nothing happened for a minute.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
