using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Service;

public sealed partial class ServeCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kill_loses_no_feedback_that_was_acknowledged_and_it_can_be_trained_on()
    {
        var feedback = small.New();
        var acknowledged = new List<(int User, int Film)>();
        using (var process = Serve(feedback))
        {
            using var client = new HttpClient { BaseAddress = await Address(process) };
            var clients = Enumerable.Range(1, 8).Select(user => Task.Run(async () =>
            {
                for (var film = 1; film <= 90; film++)
                {
                    using var answer = await client.PostAsJsonAsync(
                        $"/api/users/{user}/feedback", new { movieId = film, action = "like" }, Stop);
                    Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                    lock (acknowledged)
                    {
                        acknowledged.Add((user, film));
                    }
                }
            })).ToArray();
            while (Count() < 100)
            {
                await Task.Delay(5, Stop);
            }

            process.Kill(); // SIGKILL, in the middle of all of them
            var faults = await Task.WhenAll(clients.Select(c => c.ContinueWith(t => t.Exception, TaskScheduler.Default)));
            Assert.All(faults.OfType<AggregateException>(), fault => Assert.IsType<HttpRequestException>(fault.InnerException));
            await process.WaitForExitAsync(Stop);
        }

        Assert.InRange(acknowledged.Count, 100, 719);
        var merged = small.New();
        SmallRun.Expect(0, "data", "export-feedback", "--feedback", feedback, "--data", small.Data, "-o", merged);
        var (before, after) = (DatasetReader.Read(small.Data), DatasetReader.Read(merged));
        Assert.All(acknowledged, given => Assert.Contains(
            after.HistoryOf(after.FindUser(given.User)).ToArray(), r => after.Items[r.Item].Id == given.Film && r.Value == 5));
        Assert.Equal(before.Users.Count, after.Users.Count);
        SmallRun.Expect(0, ["train", "--data", merged, "-o", small.New(), .. SmallRun.Settings]);
        using var again = Serve(feedback);
        using var reader = new HttpClient { BaseAddress = await Address(again) };
        var told = (await reader.GetFromJsonAsync<JsonElement>("/api/dataset", Stop)).GetProperty("feedback").GetInt32();
        Assert.InRange(told, acknowledged.Count, acknowledged.Count + 8); // one of each client may have come through unanswered
        again.Kill();

        int Count()
        {
            lock (acknowledged)
            {
                return acknowledged.Count;
            }
        }
    }

    [Fact]
    public async Task Ctrl_c_stops_it()
    {
        using var interrupted = new CancellationTokenSource();
        var serving = Task.Run(
            () => Invocation.With([], interrupted.Token, "serve", "--run", small.Run, "--data", small.Data, "--port", "0",
                "--json", "--feedback", small.New(), "-q"),
            Stop);
        await Task.Delay(1_000, Stop);
        Assert.False(serving.IsCompleted);
        await interrupted.CancelAsync();
        var run = await serving;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("http://127.0.0.1:", run.Json.GetProperty("address").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        var run = SmallRun.Expect(2, "serve", "--run", small.Run, "--port", port, "--feedback", small.New(), "-q");
        Assert.Contains(port, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public void A_host_that_is_not_there_is_one_line()
    {
        var run = SmallRun.Expect(
            2, "serve", "--run", small.Run, "--host", "no.such.name.invalid", "--feedback", small.New(), "-q");
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public void An_agent_that_does_not_fit_is_one_line()
    {
        var broken = small.New();
        foreach (var file in Directory.EnumerateFiles(small.Run, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(broken, Path.GetRelativePath(small.Run, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(broken, "checkpoints", "embeddings.safetensors"), "damaged");
        var run = SmallRun.Expect(4, "serve", "--run", broken, "--data", small.Data, "--port", "0", "-q");
        Assert.Contains("embeddings.safetensors", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", null, true)]
    [InlineData("0.0.0.0", "a token of 20 letters", false)]
    [InlineData("0.0.0.0", "a-token-of-20-letters", false)]
    [InlineData("127.0.0.1", null, false)]
    public async Task Where_others_can_come_in_a_token_is_shown_once_unless_one_is_given(string host, string? token, bool shown)
    {
        using var interrupted = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var file = small.New();
        await File.WriteAllTextAsync(file, token + "\n", Stop);
        string[] given = token is null ? [] : ["--token-file", file];
        var run = await Task.Run(
            () => Invocation.With([], interrupted.Token, [
                "serve", "--run", small.Run, "--data", small.Data, "--port", "0", "--host", host, "--feedback", small.New(), "-q",
                .. given,
            ]),
            Stop);
        Assert.Equal(token?.Contains(' ') is true ? 2 : 0, run.ExitCode);
        var warns = run.Error.Contains("Warning: others can reach", StringComparison.Ordinal);
        Assert.Equal(host == "0.0.0.0" && run.ExitCode == 0, warns);
        Assert.Equal(shown, TokenLine().Count(run.Error) == 1);
        Assert.DoesNotContain("a-token-of", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_services_do_not_share_a_feedback_file_under_two_names()
    {
        var feedback = small.New();
        using var process = Serve(feedback);
        await Address(process);
        var link = small.New();
        File.CreateSymbolicLink(link, feedback);
        var run = SmallRun.Expect(3, "serve", "--run", small.Run, "--data", small.Data, "--port", "0", "--feedback", link, "-q");
        process.Kill();
        Assert.Contains("another service", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "serve --data x", "--run")]
    [InlineData(2, "serve --port 70000", "70000")]
    [InlineData(2, "serve --rate -1", "--rate")]
    [InlineData(3, "serve --run nowhere", "nowhere")]
    [InlineData(2, "serve --run nowhere --allowed-host http://x", "--allowed-host")]
    [InlineData(2, "serve --run nowhere --behind-proxy 10.0.0.0/40", "--behind-proxy")]
    [InlineData(3, "serve --run nowhere --token-file none", "none")]
    [InlineData(3, "data export-feedback --feedback nowhere.db -o there", "nowhere.db")]
    public void What_is_wrong_is_said(int code, string line, string hint) =>
        Assert.Contains(hint, SmallRun.Expect(code, line.Split(' ')).Error, StringComparison.Ordinal);

    private Process Serve(string feedback) => ChildProcess.Start(
        ".", "serve", "--run", small.Run, "--data", small.Data, "--port", "0", "--rate", "0", "--feedback", feedback, "-q");

    [GeneratedRegex("^Token, shown only now: [0-9a-f]{48}$", RegexOptions.Multiline)]
    private static partial Regex TokenLine();

    private static async Task<Uri> Address(Process process) => new((await process.StandardOutput.ReadLineAsync(Stop))!);
}
