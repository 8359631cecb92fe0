using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Drr.Agent.Data;

namespace Drr.Cli.Tests.Commands;

public sealed class ServeCommandTests(SmallRun small) : IClassFixture<SmallRun>
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
            () => Invocation.With([], interrupted.Token, "serve", "--run", small.Run, "--data", small.Data, "--port", "0", "--json",
                "--feedback", small.New(), "-q"),
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

    [Theory]
    [InlineData(2, "serve --data x", "--run")]
    [InlineData(2, "serve --port 70000", "70000")]
    [InlineData(2, "serve --rate -1", "--rate")]
    [InlineData(3, "serve --run nowhere", "nowhere")]
    [InlineData(3, "data export-feedback --feedback nowhere.db -o there", "nowhere.db")]
    public void What_is_wrong_is_said(int code, string line, string hint) =>
        Assert.Contains(hint, SmallRun.Expect(code, line.Split(' ')).Error, StringComparison.Ordinal);

    private Process Serve(string feedback) => ChildProcess.Start(
        ".", "serve", "--run", small.Run, "--data", small.Data, "--port", "0", "--rate", "0", "--feedback", feedback, "-q");

    private static async Task<Uri> Address(Process process) => new((await process.StandardOutput.ReadLineAsync(Stop))!);
}
