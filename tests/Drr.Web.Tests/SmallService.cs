using System.Net;
using System.Text;
using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Runs;
using Drr.TestKit;

namespace Drr.Web.Tests;

/// <summary>A small data set, a run trained on it in a second, and the service on a free port of this machine.</summary>
public sealed class SmallService : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DrrServer? _server;

    public SmallService()
    {
        Data = SyntheticDataset.Generate(new() { Users = 80, Items = 90, Ratings = 2_500 });
        Train(RunPath, seed: 1);
    }

    internal RatingDataset Data { get; }

    internal string RunPath => _folder["runs/served"];

    internal string ImportFolder => _folder["imports"];

    internal HttpClient Client { get; private set; } = null!;

    internal Uri Address => _server!.Address;

    internal ServerOptions Options => new()
    {
        Run = RunPath, Port = 0, FeedbackFile = _folder[$"feedback/{Guid.NewGuid():N}.db"], ImportFolder = ImportFolder,
        RequestsPerSecond = 0, ImportBytes = 1 << 20, WatchInterval = TimeSpan.FromSeconds(0.1),
        Patience = TimeSpan.FromSeconds(2),
    };

    public async ValueTask InitializeAsync()
    {
        _server = await DrrServer.StartAsync(Data, Options);
        Client = new() { BaseAddress = _server.Address };
        await Ready(Client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A path that nothing is at.</summary>
    internal string New(string name = "") => _folder[$"runs/{Guid.NewGuid():N}{name}"];

    /// <summary>Trains a run; another seed gives another agent.</summary>
    internal void Train(string path, ulong seed)
    {
        var defaults = new DrrOptions();
        var options = defaults with
        {
            Seed = seed,
            Embedding = defaults.Embedding with { Size = 8 },
            Policy = defaults.Policy with { Hidden = 16 },
            Learning = defaults.Learning with
            {
                Steps = 400, Environments = 4, FillSteps = 40, CriticUpdatesFirst = 10, BatchSize = 8, Candidates = 10,
                NextCandidates = 5, ReportEvery = 100, ValidateEvery = 200,
            },
        };
        var pipeline = new Pipeline(Data, options);
        var split = pipeline.Split();
        using var run = new TrainedRun(path, pipeline, split);
        run.Begin(pipeline.Embed(split));
    }

    internal static async Task Ready(HttpClient client)
    {
        for (var tries = 0; (await client.GetAsync("/health/ready", Stop)).StatusCode != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 300, "The service is not ready after half a minute.");
            await Task.Delay(100, Stop);
        }
    }

    internal static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>A user without any history of other tests.</summary>
    internal async Task<int> NewUser() =>
        (await Client.Post("/api/users", """{"name":"Zoë"}""", HttpStatusCode.Created)).GetProperty("id").GetInt32();
}
