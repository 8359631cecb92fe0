using System.Net;
using Drr.Agent.Data.Formats;

namespace Drr.Web.Tests.Endpoints;

public sealed class TrainingEndpointsTests(SmallService service) : IClassFixture<SmallService>
{
    [Fact]
    public async Task A_run_is_begun_stopped_and_gone_on_with_one_at_a_time()
    {
        var orders = new List<TrainingOrder>();
        var folder = service.New();
        await using var server = await Start(folder, (order, stop) =>
        {
            orders.Add(order);
            if (order.Data is not null)
            {
                service.Train(order.Run, seed: 1); // leaves a whole run
            }

            stop.WaitHandle.WaitOne();
        });
        using var client = new HttpClient { BaseAddress = server.Address };
        var begun = await client.Post("/api/training", """{"dataSet":"mine","preset":"demo"}""", HttpStatusCode.Accepted);
        var run = begun.GetProperty("name").GetString()!;
        Assert.Equal("001-demo", run); // as drr train names it
        Assert.Equal(run, (await client.Get("/api/training")).GetProperty("running").GetString());
        await client.Post("/api/training", """{"dataSet":"mine","preset":"demo"}""", HttpStatusCode.Conflict);
        await client.Post($"/api/runs/{run}x/stop", "", HttpStatusCode.Conflict);
        for (var tries = 0; !File.Exists(Path.Combine(folder, "runs", run, "config.json")) && tries < 300; tries++)
        {
            await Task.Delay(100, SmallService.Stop);
        }

        await client.Post($"/api/runs/{run}/serve", "", HttpStatusCode.Conflict); // not while it is at work
        await client.Post($"/api/runs/{run}/stop", "", HttpStatusCode.Accepted);
        await client.Post($"/api/runs/{run}/stop", "", HttpStatusCode.Conflict);
        await client.Post($"/api/runs/{run}/resume", "", HttpStatusCode.Accepted);
        await client.Post($"/api/runs/{run}/stop", "", HttpStatusCode.Accepted);
        Assert.Equal(2, orders.Count);
        Assert.Equal((Path.Combine(folder, "data", "mine"), "demo"), (orders[0].Data, orders[0].Preset));
        Assert.Equal((orders[0].Run, null, null), (orders[1].Run, orders[1].Data, orders[1].Preset));

        await client.Post("/api/runs/served/serve", "", HttpStatusCode.NotFound);
        await client.Post($"/api/runs/{run}/serve", "", HttpStatusCode.Accepted);
        Assert.Equal(orders[0].Run, await server.WaitAsync(SmallService.Stop));
    }

    [Fact]
    public async Task Why_a_training_failed_is_told()
    {
        await using var server = await Start(service.New(), (_, _) => throw new InvalidDataException("too few users"));
        using var client = new HttpClient { BaseAddress = server.Address };
        await client.Post("/api/training", """{"dataSet":"mine","preset":"demo"}""", HttpStatusCode.Accepted);
        for (var tries = 0; tries < 100; tries++)
        {
            var state = await client.Get("/api/training");
            if (state.GetProperty("fault").GetString() == "too few users" && state.GetProperty("running").GetString() is null)
            {
                return;
            }

            await Task.Delay(50, SmallService.Stop);
        }

        Assert.Fail("Nothing was told.");
    }

    [Theory]
    [InlineData("""{"dataSet":"other","preset":"demo"}""", "dataSet")]
    [InlineData("""{"dataSet":"../runs","preset":"demo"}""", "dataSet")]
    [InlineData("""{"dataSet":"mine","preset":"best"}""", "preset")]
    [InlineData("""{"dataSet":"mine"}""", "preset")]
    public async Task What_there_is_not_cannot_be_trained(string body, string field)
    {
        await using var server = await Start(service.New(), (_, _) => Assert.Fail("trained"));
        using var client = new HttpClient { BaseAddress = server.Address };
        var problem = await client.Post("/api/training", body, HttpStatusCode.BadRequest);
        Assert.Equal((string[])[field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task A_service_that_does_not_train_says_so()
    {
        Assert.False((await service.Client.Get("/api/training")).GetProperty("canTrain").GetBoolean());
        await service.Client.Post("/api/runs/served/resume", "", HttpStatusCode.Conflict);
        await service.Client.Post("/api/runs/served/serve", "", HttpStatusCode.Conflict); // answers already
    }

    private async Task<DrrServer> Start(string folder, Action<TrainingOrder, CancellationToken> train)
    {
        DatasetWriter.Write(service.Data, Path.Combine(folder, "data", "mine"));
        return await DrrServer.StartAsync(service.Data, service.Options with
        {
            Run = Path.Combine(folder, "runs", "none"), ImportFolder = Path.Combine(folder, "data"), Train = train,
        });
    }
}
