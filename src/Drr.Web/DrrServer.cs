using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Web.Endpoints;
using Drr.Web.Feedback;
using Drr.Web.Protection;
using Drr.Web.Serving;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.FileProviders;
using Prometheus;

namespace Drr.Web;

/// <summary>The service and its page, in one process.</summary>
public sealed class DrrServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DrrServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:5080</c>.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Opens the feedback file and begins to listen.</summary>
    /// <param name="data">What is served.</param> <param name="options">How.</param>
    /// <exception cref="LeakException">The run's agent saw other ratings in training than its settings say.</exception>
    /// <exception cref="InvalidDataException">The feedback file is damaged, or holds feedback on another data set.</exception>
    /// <exception cref="IOException">The port is in use, or the address not this machine's.</exception>
    public static async Task<DrrServer> StartAsync(RatingDataset data, ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var book = FeedbackBook.Open(options.FeedbackFile, data);
        var builder = WebApplication.CreateEmptyBuilder(new());
        AddServices(builder, options);
        builder.Services.AddSingleton(options).AddSingleton(new Catalogue(data)).AddSingleton(_ => book);
        var app = builder.Build();
        Map(app, options);
        var server = new DrrServer(app);
        _ = app.Services.GetRequiredService<FeedbackBook>(); // from now on closed with the service
        try
        {
            await app.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Answers until <paramref name="stop"/>, then finishes the requests at hand.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        await _app.StopAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void AddServices(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestLimits.Limit(kestrel.Limits, options.Patience);
            if (options.Host == "localhost")
            {
                kestrel.ListenLocalhost(options.Port);
            }
            else
            {
                kestrel.Listen(AddressOf(options.Host), options.Port);
            }
        });
        builder.Logging.AddServiceLog(options.LogRequests);
        var services = builder.Services;
        services.AddRouting().AddProblemDetails(ProblemWriter.Complete).AddExceptionHandler<ProblemWriter>().AddValidation();
        services.AddOpenApi(api => ApiDocument.Describe(api)); // a lambda: only then the doc comments come along
        services.AddRateLimiter(limiter => RequestLimits.Limit(limiter, options.RequestsPerSecond));
        services.ConfigureHttpJsonOptions(json => Write(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton(TimeProvider.System).AddSingleton<TrendingWindows>().AddSingleton<People>()
            .AddSingleton<Recommender>().AddSingleton<RunShelf>().AddSingleton<ServiceMetrics>().AddSingleton<ImportStore>()
            .AddSingleton<ModelHost>().AddHostedService(all => all.GetRequiredService<ModelHost>());
    }

    private static void Map(WebApplication app, ServerOptions options)
    {
        var registry = app.Services.GetRequiredService<ServiceMetrics>().Registry;
        var page = new ManifestEmbeddedFileProvider(typeof(DrrServer).Assembly, "wwwroot");
        app.Use(SecurityHeaders.Add);
        app.UseRouting();
        app.UseHttpMetrics(metrics => metrics.ConfigureMeasurements(measure => measure.Registry = registry)); // around what sets codes
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRateLimiter();
        app.Use((context, next) => OriginCheck.Check(context, next, options.Host));
        app.UseFileServer(new FileServerOptions { FileProvider = page });
        app.MapHealth();
        app.MapAdmin();
        app.MapMetrics("/metrics", registry).DisableRateLimiting();
        app.MapOpenApi();
        var api = app.MapGroup("/api").ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapDataset();
        api.MapUsers();
        api.MapRecommendations();
        api.MapRuns();
        api.MapImports(options);
        app.MapFallbackToFile(@"{*path:regex(^(?!api/).*$):nonfile}", "index.html", new() { FileProvider = page }); // views
    }

    /// <summary>JSON as the page and other clients see it: letters stay letters, but nothing that could end a script does; names
    /// are checked, numbers are no strings.</summary>
    private static void Write(JsonSerializerOptions json)
    {
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        json.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.AllowDuplicateProperties = false;
        json.PropertyNameCaseInsensitive = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
    }

    private static IPAddress AddressOf(string host) => IPAddress.TryParse(host, out var address)
        ? address
        : Dns.GetHostAddresses(host).FirstOrDefault() ?? throw new SocketException((int)SocketError.HostNotFound);
}
