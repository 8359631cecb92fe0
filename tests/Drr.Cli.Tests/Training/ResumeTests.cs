using System.Security.Cryptography;
using Drr.Cli.Shell;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Cli.Tests.Training;

/// <summary>A stopped run goes on as if it had never been stopped, or is refused as it stands.</summary>
public sealed class ResumeTests(SmallRun small) : IClassFixture<SmallRun>
{
    private const string Last = "checkpoints/last.safetensors", Metrics = "metrics.jsonl";

    private static readonly string[] _longer =
    [
        "--steps", "12000", .. SmallRun.Settings[2..], "--set", "learning.checkpointEvery=300",
        "--set", "replay.prioritized=true", "--set", "learning.keepCheckpoints=3",
    ];

    [Fact]
    public async Task A_run_killed_again_and_again_ends_with_the_bits_of_one_never_interrupted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ends processes with SIGKILL.");
        var (straight, killed, random) = (small.New(), small.New(), new Rng(1));
        string[] begin = ["train", "--data", small.Data, "-o", killed, .. _longer];
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", straight, .. _longer]);
        var (ends, resumed, code) = (0, 0, -1);
        while (ends < 12 && code != 0)
        {
            var goesOn = File.Exists(Path.Combine(killed, Last));
            string[] line = goesOn ? ["train", "--resume", killed, "-q"] : [.. begin, "--force", "-q"];
            using var process = ChildProcess.Start(".", line);
            var (before, milliseconds) = (Length(killed), random.NextInt(600));
            for (var waited = 0; waited < 30_000 && Length(killed) == before && !process.HasExited; waited += 5)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken); // most of the time goes by before the first step
            }

            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            var finished = process.HasExited;
            process.Kill(); // SIGKILL
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(!finished || process.ExitCode == 0, process.StandardError.ReadToEnd());
            code = finished ? 0 : -1;
            (ends, resumed) = (ends + 1, resumed + (goesOn ? 1 : 0));
            var files = Directory.EnumerateFiles(killed, "*.safetensors", SearchOption.AllDirectories);
            Assert.All(files, path => TensorFile.Read(path));
        }

        if (code != 0)
        {
            SmallRun.Expect(0, "train", "--resume", killed);
        }

        Assert.InRange(resumed, 2, 12);
        AssertSameBits(straight, killed);
    }

    [Fact]
    public void A_finished_run_stays_as_it_is()
    {
        var run = small.CopyOfRun();
        var answer = SmallRun.Expect(0, "train", "--resume", run, "--json").Json;
        Assert.Equal(400, answer.Int("steps"));
        AssertSameBits(small.Run, run);
    }

    [Theory]
    [InlineData("last cut", 4, "The run's other checkpoints can be used with --checkpoint; to go on training, train anew.")]
    [InlineData("last byte", 4, "last.safetensors: what it holds is not what was saved")]
    [InlineData("last fact", 4, "last.safetensors: what it holds is not what was saved")]
    [InlineData("last empty", 4, "with --checkpoint; to go on training, train anew")]
    [InlineData("last missing", 3, "before its first checkpoint")]
    [InlineData("best missing", 4, "best.safetensors is missing")]
    [InlineData("best for last", 4, "it does not say its settings")]
    [InlineData("other embeddings", 4, "other embeddings")]
    [InlineData("metrics cut", 4, "metrics.jsonl lacks lines")]
    [InlineData("metrics changed", 4, "metrics.jsonl lacks lines")]
    [InlineData("hidden 32", 4, "made with policy.hidden 16, config.json says 32")]
    [InlineData("discount .75", 4, "made with learning.discount 0.5, config.json says 0.75")]
    public void What_does_not_fit_is_refused_in_a_line_and_left_alone(string damage, int code, string fault)
    {
        var run = small.CopyOfRun();
        Damage(run, damage);
        var before = Contents(run);
        var resumed = SmallRun.Expect(code, "train", "--resume", run, "-q");
        Assert.Equal("", resumed.Out);
        Assert.Single(resumed.Error.TrimEnd().Split('\n'));
        Assert.Contains(fault, resumed.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents(run));
    }

    [Fact]
    public void Other_data_are_refused()
    {
        var other = small.New();
        SmallRun.Expect(0, "data", "synth", "-o", other, "--users", "80", "--items", "90", "--ratings", "2500", "--seed", "2");
        var refused = SmallRun.Expect(4, "train", "--resume", small.Run, "--data", other);
        Assert.Contains("pass the data it was begun on", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_moved_are_found_by_their_new_name()
    {
        var moved = small.New();
        Directory.CreateDirectory(moved);
        Array.ForEach(Directory.GetFiles(small.Data), file => File.Copy(file, Path.Combine(moved, Path.GetFileName(file))));
        SmallRun.Expect(0, "train", "--resume", small.CopyOfRun(), "--data", moved);
    }

    [Theory]
    [InlineData("--set learning.discount=0.9", "--set learning.discount=0.9: the run has learning.discount 0.5")]
    [InlineData("--steps 800", "its schedules span its steps")]
    [InlineData("--seed 2", "--seed 2: the run has seed 1")]
    [InlineData("-o elsewhere", "leave out -o")]
    [InlineData("--force", "leave out -o, --force")]
    [InlineData("--embeddings x", "leave out -o, --force, --embeddings")]
    public void Settings_stay_as_they_were(string arguments, string fault)
    {
        var refused = SmallRun.Expect(2, ["train", "--resume", small.Run, .. arguments.Split(' ')]);
        Assert.Contains(fault, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_may_be_said_again() =>
        SmallRun.Expect(0, ["train", "--resume", small.CopyOfRun(), .. SmallRun.Settings]);

    [Fact]
    public async Task A_folder_that_takes_no_files_is_refused_and_left_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Takes away the permission to write.");
            return;
        }

        var run = small.CopyOfRun();
        var checkpoints = Path.Combine(run, "checkpoints");
        File.SetUnixFileMode(checkpoints, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.SkipWhen(IsWritable(checkpoints), "Whoever runs this may write anywhere.");
            var before = Contents(run);
            var resumed = await ChildProcess.Run(".", "train", "--resume", run, "-q");
            Assert.Equal(1, resumed.ExitCode);
            Assert.Contains(checkpoints, resumed.Error, StringComparison.Ordinal);
            Assert.Equal(before, Contents(run));
        }
        finally
        {
            File.SetUnixFileMode(checkpoints, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_refused_and_left_alone()
    {
        var run = small.CopyOfRun();
        Directory.CreateDirectory(Path.Combine(run, Last + ".tmp")); // stops whoever may write anywhere, too
        var before = Contents(run);
        var resumed = SmallRun.Expect(1, "train", "--resume", run, "-q");
        Assert.Contains("last.safetensors.tmp", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents(run));
    }

    [Fact]
    public async Task A_disk_that_fills_up_is_one_line_and_the_last_good_checkpoint_goes_on()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        var (straight, filled) = (small.New(), small.New());
        string[] settings = ["--data", small.Data, .. _longer, "-q"];
        using var process = ChildProcess.Start(".", ["train", "-o", filled, .. settings]);
        var (last, linked) = (Path.Combine(filled, Last), false);
        for (var waited = 0; waited < 60_000 && !linked && !process.HasExited; waited += 5)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            linked = File.Exists(last) && TryLink(last + ".tmp", "/dev/full"); // the next checkpoint is written through it
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal((true, 1), (linked, process.ExitCode));
        Assert.Contains("No space left", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);

        Assert.False(File.Exists(last + ".tmp"));
        SmallRun.Expect(0, "recommend", "--run", filled, "--checkpoint", "last", "--data", small.Data, "--user", "7", "-q");
        SmallRun.Expect(0, "train", "--resume", filled, "-q");
        SmallRun.Expect(0, ["train", "-o", straight, .. settings]);
        AssertSameBits(straight, filled);
    }

    private static bool TryLink(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
            return true;
        }
        catch (IOException) // a checkpoint is being written there
        {
            return false;
        }
    }

    private void Damage(string run, string damage)
    {
        const string Length = "\"metrics_length\":\"";
        string last = Path.Combine(run, Last), best = Path.Combine(run, "checkpoints/best.safetensors"),
            metrics = Path.Combine(run, Metrics), config = Path.Combine(run, "config.json");
        var bytes = File.ReadAllBytes(last);
        switch (damage)
        {
            case "last cut": File.WriteAllBytes(last, bytes[..^100]); break;
            case "last byte": bytes[^100] ^= 1; File.WriteAllBytes(last, bytes); break;
            case "last fact": // another digit
                bytes[PlaceOf(bytes, Length) + Length.Length] ^= 1;
                File.WriteAllBytes(last, bytes);
                break;
            case "last empty": File.WriteAllBytes(last, []); break;
            case "last missing": File.Delete(last); break;
            case "best missing": File.Delete(best); break;
            case "best for last": File.Copy(best, last, overwrite: true); break;
            case "other embeddings": Refit(run); break;
            case "metrics cut": File.WriteAllBytes(metrics, File.ReadAllBytes(metrics)[..^5]); break;
            case "metrics changed": Replace(metrics, "train", "brain"); break;
            case "hidden 32": Replace(config, "\"hidden\": 16", "\"hidden\": 32"); break;
            default: Replace(config, "\"discount\": 0.5", "\"discount\": 0.75"); break;
        }
    }

    private void Refit(string run) => SmallRun.Expect(
        0, "embed", "--data", small.Data, "-o", Path.Combine(run, "checkpoints/embeddings.safetensors"), "--force",
        "--embedding", "svd", "--set", "embedding.size=8", "--set", "embedding.svd.passes=1");

    private static void Replace(string path, string old, string text)
    {
        var bytes = File.ReadAllBytes(path);
        var place = PlaceOf(bytes, old);
        byte[] changed = [.. bytes[..place], .. System.Text.Encoding.ASCII.GetBytes(text), .. bytes[(place + old.Length)..]];
        File.WriteAllBytes(path, changed);
    }

    private static int PlaceOf(byte[] bytes, string text)
    {
        var place = bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.True(place >= 0, text);
        return place;
    }

    private static Dictionary<string, string> Contents(string run) =>
        Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    private static bool IsWritable(string folder)
    {
        try
        {
            File.Create(Path.Combine(folder, "probe"), 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long Length(string run) =>
        new FileInfo(Path.Combine(run, Metrics)) is { Exists: true, Length: var length } ? length : 0;

    private static void AssertSameBits(string straight, string resumed)
    {
        static string[] Files(string run) =>
        [
            .. Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(run, file)).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(Files(straight), Files(resumed));
        Assert.All(Files(straight), file =>
        {
            string a = Path.Combine(straight, file), b = Path.Combine(resumed, file);
            Assert.True(
                TensorBoardFile.Is(file)
                    ? TensorBoardFile.Timeless(a).SequenceEqual(TensorBoardFile.Timeless(b))
                    : File.ReadAllBytes(a).SequenceEqual(File.ReadAllBytes(b)),
                file);
        });
    }
}
