using Drr.Agent.Data.Synthesis;
using Drr.Agent.Runs;
using Drr.TestKit;

namespace Drr.Agent.Tests.Runs;

/// <summary>What TensorBoard is given, read back by <see cref="TensorBoardFile"/>.</summary>
public sealed class EventFileTests : IDisposable
{
    private const string File = "a/events.out.tfevents.drr", Metrics = "a/metrics.jsonl";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The check value of CRC-32C is that of the nine digits (RFC 3720 and others); 32 bytes of 0
    /// are RFC 3720's B.4.</summary>
    [Fact]
    public void The_readers_checksum_is_the_known_one()
    {
        static uint Masked(uint crc) => ((crc >> 15) | (crc << 17)) + 0xa282ead8;
        Assert.Equal(Masked(0xE3069283), TensorBoardFile.Checksum("123456789"u8));
        Assert.Equal(Masked(0x8A9136AA), TensorBoardFile.Checksum(new byte[32]));
    }

    [Fact]
    public void Every_number_of_a_line_is_a_scalar_at_its_step()
    {
        var run = Written(new { Step = 3_000_000_000, HitRate = 0.5, Name = "x", Latest = new { Loss = 0.25, Grows = true } });
        run.AppendMetrics("validate", new { Step = 300, Precision = -1.5e-7 });
        var events = TensorBoardFile.Read(_folder[File]);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.Equal(3_000_000_000, events[1].Step);
        Assert.Equal([("train/hitRate", 0.5f), ("train/latest/loss", 0.25f)], events[1].Scalars);
        Assert.Equal((300, ("validate/precision", -1.5e-7f)), (events[2].Step, events[2].Scalars.Single()));
        Assert.All(events, e => Assert.InRange(
            TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch.AddSeconds(e.WallTime),
            TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Cutting_the_metrics_cuts_the_events_and_leaves_the_rest_byte_for_byte()
    {
        var run = Written(new { Step = 1, Reward = 1 });
        var (metrics, events) = (new FileInfo(_folder[Metrics]).Length, System.IO.File.ReadAllBytes(_folder[File]));
        run.AppendMetrics("train", new { Step = 2, Reward = 2 });
        run.CutMetrics(metrics);
        Assert.Equal(events, System.IO.File.ReadAllBytes(_folder[File]));
        run.CutMetrics(0);
        Assert.Equal(["0 brain.Event:2 "], TensorBoardFile.Read(_folder[File]).Select(e => e.Timeless));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("in the version")]
    [InlineData("at a length")]
    [InlineData("in the last")]
    [InlineData("changed")]
    [InlineData("no end")]
    public void Whatever_a_kill_or_a_full_disk_left_is_made_whole(string damage)
    {
        var run = Written(new { Step = 1, Reward = 1 });
        run.AppendMetrics("train", new { Step = 2, Reward = 2 });
        var whole = TensorBoardFile.Read(_folder[File]).Select(e => e.Timeless).ToArray();
        var bytes = System.IO.File.ReadAllBytes(_folder[File]);
        System.IO.File.WriteAllBytes(_folder[File], damage switch
        {
            "missing" or "empty" => [],
            "in the version" => bytes[..20],
            "at a length" => bytes[..45],
            "in the last" => bytes[..^3],
            "changed" => [.. bytes[..^7], (byte)(bytes[^7] ^ 1), .. bytes[^6..]],
            _ => [.. bytes, 255, 255, 255, 255, 255, 255, 255, 127, 0, 0, 0, 0, 1],
        });
        if (damage == "missing")
        {
            System.IO.File.Delete(_folder[File]);
        }

        run.CutMetrics(new FileInfo(_folder[Metrics]).Length);
        Assert.Equal(whole, TensorBoardFile.Read(_folder[File]).Select(e => e.Timeless));
    }

    private RunFolder Written<T>(T metrics)
    {
        var data = SyntheticDataset.Generate(new() { Users = 20, Items = 30, Ratings = 250 });
        var run = RunFolder.Create(_folder["a"], new(), RunEnvironment.Capture(data, seed: 1));
        run.AppendMetrics("train", metrics);
        return run;
    }
}
