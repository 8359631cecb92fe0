using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Evaluation;
using Drr.Agent.Runs;

namespace Drr.Web.Tests.Serving;

public sealed class ReloadTests(SmallService service) : IClassFixture<SmallService>
{
    private const string Body = """{"top":5}""";

    [Fact]
    public async Task A_new_agent_takes_over_without_a_failed_request()
    {
        var (run, first, second) = (service.New(), service.New("-1"), service.New("-2"));
        service.Train(first, seed: 1);
        service.Train(second, seed: 2);
        Put(first, run);
        await using var server = await DrrServer.StartAsync(service.Data, service.Options with { Run = run });
        using var client = new HttpClient { BaseAddress = server.Address };
        await SmallService.Ready(client);
        var versions = new ConcurrentDictionary<string, string>(); // version -> the list that it made
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var requests = 0;
            for (; !stop.IsCancellationRequested; requests++)
            {
                var list = await client.Post("/api/users/3/recommendations", Body);
                var version = list.GetProperty("modelVersion").GetString()!;
                Assert.Equal(list.ToString(), versions.GetOrAdd(version, list.ToString()));
            }

            return requests;
        })).ToArray();
        for (var change = 0; change < 6; change++)
        {
            Put(change % 2 == 0 ? second : first, run);
            if (change % 3 == 0)
            {
                var reload = await client.Post("/admin/reload", "");
                Assert.Equal(JsonValueKind.Object, reload.GetProperty("model").ValueKind);
            }

            await Task.Delay(300, SmallService.Stop); // the folder is looked at every 0.1 s
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(clients), requests => Assert.True(requests > 10, $"{requests} requests"));
        Assert.Equal(2, versions.Count);
    }

    [Fact]
    public async Task A_damaged_agent_is_not_taken_and_the_old_one_goes_on()
    {
        var run = service.New();
        Put(service.RunPath, run);
        await using var server = await DrrServer.StartAsync(service.Data, service.Options with { Run = run });
        using var client = new HttpClient { BaseAddress = server.Address };
        await SmallService.Ready(client);
        var before = await client.Post("/api/users/3/recommendations", Body);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(run, "checkpoints")))
        {
            await File.WriteAllTextAsync(file, "damaged", SmallService.Stop);
        }

        var refused = await client.Post("/admin/reload", "", HttpStatusCode.UnprocessableEntity);
        var reason = refused.GetProperty("detail").GetString()!;
        Assert.Contains(Path.GetFileName(run) + "/checkpoints/", reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(run)!, reason, StringComparison.Ordinal);
        var told = (await client.Get("/api/dataset")).GetProperty("modelFault").GetString()!;
        Assert.EndsWith(told, reason, StringComparison.Ordinal);
        Assert.Matches("drr_agents_refused_total [1-9]", await client.GetStringAsync("/metrics", SmallService.Stop));
        Assert.Equal(before.ToString(), (await client.Post("/api/users/3/recommendations", Body)).ToString());
        await client.Get("/health/ready", HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_agent_whose_vectors_know_other_ratings_is_not_taken_and_the_service_does_not_start_on_it()
    {
        var run = service.New();
        Put(service.RunPath, run);
        await using var server = await DrrServer.StartAsync(service.Data, service.Options with { Run = run });
        using var client = new HttpClient { BaseAddress = server.Address };
        var before = await client.Post("/api/users/79/recommendations", Body);
        var options = RunFolder.Open(run).ReadConfig();
        var longer = new Pipeline(service.Data, options with { Environment = options.Environment with { HistoryLength = 20 } });
        longer.Embed(longer.Split()).Save(RunFolder.Open(run).Embeddings, service.Data);

        await client.Post("/admin/reload", "", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(before.ToString(), (await client.Post("/api/users/79/recommendations", Body)).ToString());
        await Assert.ThrowsAsync<LeakException>(() => DrrServer.StartAsync(service.Data, service.Options with { Run = run }));
    }

    [Fact]
    public async Task A_service_does_not_start_with_an_agent_that_does_not_fit()
    {
        var run = service.New();
        Put(service.RunPath, run);
        await File.WriteAllTextAsync(Path.Combine(run, "checkpoints", "embeddings.safetensors"), "damaged", SmallService.Stop);
        var fault = await Assert.ThrowsAsync<CheckpointException>(
            () => DrrServer.StartAsync(service.Data, service.Options with { Run = run }));
        Assert.Contains("embeddings.safetensors", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_an_agent_is_waited_for()
    {
        await using var server = await DrrServer.StartAsync(service.Data, service.Options with { Run = service.New() });
        using var client = new HttpClient { BaseAddress = server.Address };
        await client.Post("/admin/reload", "", HttpStatusCode.Conflict);
        var ready = await client.Get("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Equal("waiting", ready.GetProperty("status").GetString());
    }

    /// <summary>Makes a run what another one is, as training does: files are written beside and renamed.</summary>
    private static void Put(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target + ".tmp", overwrite: true);
            File.SetLastWriteTimeUtc(target + ".tmp", DateTime.UtcNow);
            File.Move(target + ".tmp", target, overwrite: true);
        }
    }
}
