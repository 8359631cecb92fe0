using System.Net;
using System.Net.Sockets;
using Drr.Agent;
using Drr.Cli.Data;
using Drr.Cli.Shell;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Cli.Tests.Data;

/// <summary><c>drr data fetch</c> against a server on the loopback address.</summary>
public sealed class FetchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _file = new byte[300_000];
    private readonly FileServer _server;
    private readonly string _md5;

    public FetchTests()
    {
        var rng = new Rng(1);
        foreach (ref var value in _file.AsSpan())
        {
            value = (byte)rng.NextInt(256);
        }

        _server = new FileServer(_file);
        File.WriteAllBytes(_folder["original"], _file);
        _md5 = Download.Md5(_folder["original"]);
    }

    private string Zip => _folder["in/set.zip"];

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_is_fetched_checked_and_not_fetched_again()
    {
        var first = SmallRun.Expect(0, [.. Line(), "--json"]);
        Assert.Equal(_file.Length, first.Json.Int("bytes"));
        Assert.DoesNotContain('\e', first.Error + first.Out);
        AssertWhole();
        Assert.Contains("there already", SmallRun.Expect(0, Line()).Out, StringComparison.Ordinal);
        Assert.Single(_server.Starts);
    }

    [Fact]
    public void A_cut_connection_is_gone_on_from()
    {
        _server.CutAfter = 100_000;
        Assert.Contains("run this again to go on", SmallRun.Expect(3, Line()).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Zip));
        var kept = (int)new FileInfo(Zip + ".part").Length;
        Assert.InRange(kept, 1, 100_000);
        _server.CutAfter = null;
        SmallRun.Expect(0, Line());
        Assert.Equal([0, kept], _server.Starts);
        AssertWhole();
    }

    [Fact]
    public void A_server_without_ranges_is_asked_for_all_of_it_again()
    {
        (_server.CutAfter, _server.Ranges) = (100_000, false);
        SmallRun.Expect(3, Line());
        _server.CutAfter = null;
        SmallRun.Expect(0, Line());
        AssertWhole();
    }

    [Fact]
    public void A_part_that_is_longer_than_the_file_is_thrown_away()
    {
        Directory.CreateDirectory(_folder["in"]);
        File.WriteAllBytes(Zip + ".part", new byte[_file.Length + 5]);
        SmallRun.Expect(0, Line());
        Assert.Equal([_file.Length + 5, 0], _server.Starts);
        AssertWhole();
    }

    [Fact]
    public void Another_file_is_refused_and_deleted()
    {
        var refused = SmallRun.Expect(3, Line(new string('0', 32)));
        Assert.Contains($"MD5 is {_md5}, expected 000", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["in"]));
    }

    [Fact]
    public void A_part_of_another_file_is_found_out_by_the_checksum()
    {
        Directory.CreateDirectory(_folder["in"]);
        File.WriteAllBytes(Zip + ".part", new byte[1000]);
        SmallRun.Expect(3, Line());
        SmallRun.Expect(0, Line());
        AssertWhole();
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("503 Service Unavailable")]
    public void What_the_server_says_is_passed_on(string status)
    {
        _server.Status = status;
        var refused = SmallRun.Expect(3, Line());
        Assert.Single(refused.Error.TrimEnd().Split('\n'));
        Assert.Contains($"the server answers {status}", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["in"]));
    }

    [Fact]
    public void Without_a_connection_the_way_out_is_said_in_a_line()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var refused = SmallRun.Expect(3, "data", "fetch", "ml-1m", "-o", Zip, "--url", $"http://127.0.0.1:{port}/x.zip");
        Assert.Single(refused.Error.TrimEnd().Split('\n'));
        Assert.Contains($"127.0.0.1:{port} cannot be reached", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_silent_is_given_up()
    {
        _server.StallAfter = 1000;
        using var client = new HttpClient();
        Directory.CreateDirectory(_folder["in"]);
        var download = new Download(client, new Uri(_server.Address), Zip, new Progress<StageProgress>())
            { Patience = TimeSpan.FromSeconds(0.3) };
        var fault = await Assert.ThrowsAsync<InvalidDataException>(
            () => download.Run(_ => { }, TestContext.Current.CancellationToken));
        Assert.Contains("cut", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_without_a_published_checksum_is_read_instead()
    {
        string[] line = ["data", "fetch", "ml-latest-small", "-o", Zip, "--url", _server.Address];
        Assert.Contains("set.zip.part", SmallRun.Expect(3, line).Error, StringComparison.Ordinal);
        var data = _folder["data"];
        SmallRun.Expect(0, "data", "synth", "-o", data, "--users", "20", "--items", "30", "--ratings", "300");
        System.IO.Compression.ZipFile.CreateFromDirectory(data, _folder["data.zip"]);
        using var server = new FileServer(File.ReadAllBytes(_folder["data.zip"]));
        SmallRun.Expect(0, [.. line[..^1], server.Address]);
        SmallRun.Expect(0, "data", "check", Zip);
    }

    [Fact]
    public void The_address_can_come_from_the_environment()
    {
        var mirror = _server.Address[..^"/set.zip".Length];
        var run = Invocation.With(new() { ["DRR_MIRROR"] = mirror }, CancellationToken.None, "data", "fetch", "ml-1m", "-o", Zip);
        Assert.Equal(3, run.ExitCode); // not the file that GroupLens published
        Assert.Contains($"{mirror}/ml-1m.zip: the file's MD5", run.Error, StringComparison.Ordinal);
        Assert.Contains("must be an address",
            SmallRun.Expect(2, "data", "fetch", "ml-1m", "--url", "ftp://x").Error, StringComparison.Ordinal);
        Assert.Contains("ml-1m", SmallRun.Expect(2, "data", "fetch", "ml-2m").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_keeps_what_has_come()
    {
        var run = Invocation.With([], new CancellationToken(canceled: true), Line());
        Assert.Equal(130, run.ExitCode);
        Assert.False(File.Exists(Zip));
    }

    private string[] Line(string? md5 = null) =>
        ["data", "fetch", "ml-1m", "-o", Zip, "--url", _server.Address, "--md5", md5 ?? _md5];

    private void AssertWhole()
    {
        Assert.Equal(_file, File.ReadAllBytes(Zip));
        Assert.False(File.Exists(Zip + ".part"));
    }
}
