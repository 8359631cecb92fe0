using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Runs;
using Drr.Web.Endpoints;
using Drr.Web.Feedback;
using Drr.Web.Protection;
using Drr.Web.Serving;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
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
    /// <exception cref="ArgumentException">Others can reach the service, and there is no token.</exception>
    /// <exception cref="CheckpointException">The run's agent does not fit the data, or is damaged.</exception>
    /// <exception cref="LeakException">The run's agent saw other ratings in training than its settings say.</exception>
    /// <exception cref="InvalidDataException">The feedback file or another file of the run is damaged, or the feedback is
    /// on another data set.</exception>
    /// <exception cref="IOException">The feedback file cannot be read or written.</exception>
    /// <exception cref="AddressException">The port is in use, or the address not this machine's.</exception>
    public static async Task<DrrServer> StartAsync(RatingDataset data, ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        if (options is { LetsOthersIn: true, Token: null })
        {
            throw new ArgumentException("Others can reach this service: it needs a token.", nameof(options));
        }

        var address = options.Host == "localhost" ? null : AddressOf(options.Host);
        var book = FeedbackBook.Open(options.FeedbackFile, data);
        var builder = WebApplication.CreateEmptyBuilder(new());
        AddServices(builder, options, address);
        builder.Services.AddSingleton(options).AddSingleton(new Catalogue(data)).AddSingleton(_ => book);
        var app = builder.Build();
        Map(app, options);
        var server = new DrrServer(app);
        _ = app.Services.GetRequiredService<FeedbackBook>(); // from now on closed with the service
        try
        {
            app.Services.GetRequiredService<ModelHost>().LoadIfThere();
            await app.StartAsync();
            return server;
        }
        catch (Exception fault) when (fault is SocketException or IOException { InnerException: AddressInUseException })
        {
            await server.DisposeAsync();
            throw new AddressException(fault);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Answers until <paramref name="stop"/>, or until the page asks for another run, then finishes the requests at
    /// hand.</summary>
    /// <returns>The folder of the run that is to be served instead; <c>null</c> where there is to be none.</returns>
    public async Task<string?> WaitAsync(CancellationToken stop)
    {
        var asked = _app.Services.GetRequiredService<SwitchBoard>().Asked;
        await Task.WhenAny(asked, Task.Delay(Timeout.Infinite, stop));
        await _app.StopAsync(CancellationToken.None);
        return stop.IsCancellationRequested || !asked.IsCompleted ? null : await asked;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void AddServices(WebApplicationBuilder builder, ServerOptions options, IPAddress? address)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestLimits.Limit(kestrel.Limits, options.Patience);
            if (address is null)
            {
                kestrel.ListenLocalhost(options.Port);
            }
            else
            {
                kestrel.Listen(address, options.Port);
            }
        });
        builder.Logging.AddServiceLog(options.LogRequests);
        var services = builder.Services;
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // no answer holds a secret beside what a client sent
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
        });
        services.Configure<ForwardedHeadersOptions>(forwarded => Proxies.Trust(forwarded, options));
        services.AddRouting().AddProblemDetails(ProblemWriter.Complete).AddExceptionHandler<ProblemWriter>().AddValidation();
        services.AddOpenApi(api => ApiDocument.Describe(api)); // a lambda: only then the doc comments come along
        services.AddRateLimiter(limiter => RequestLimits.Limit(limiter, options.RequestsPerSecond));
        services.ConfigureHttpJsonOptions(json => Write(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton(TimeProvider.System).AddSingleton<TrendingWindows>().AddSingleton<People>()
            .AddSingleton<ModelLists>().AddSingleton<FilmSearch>().AddSingleton<RunList>().AddSingleton<TrainingDesk>()
            .AddSingleton<SwitchBoard>().AddSingleton<ServiceMetrics>().AddSingleton<ImportStore>()
            .AddSingleton<ModelHost>().AddHostedService(all => all.GetRequiredService<ModelHost>());
    }

    private static void Map(WebApplication app, ServerOptions options)
    {
        var registry = app.Services.GetRequiredService<ServiceMetrics>().Registry;
        var page = new ManifestEmbeddedFileProvider(typeof(DrrServer).Assembly, "wwwroot");
        app.UseResponseCompression();
        app.Use(SecurityHeaders.Add);
        if (options.Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.Use(HttpRules.AnswerHead);
        app.UseRouting();
        app.UseHttpMetrics(metrics => // before the handlers that set status codes
            metrics.ConfigureMeasurements(measure => measure.Registry = registry));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRateLimiter();
        app.Use(RequestLimits.Check);
        app.Use((context, next) => OriginCheck.Check(context, next, options));
        if (options.Token is { } token)
        {
            app.Use(next => WriteToken.Check(next, token));
        }

        app.Use(HttpRules.ReadCharset);
        app.Use(ShowView);
        app.UseFileServer(new FileServerOptions { FileProvider = page, StaticFileOptions = { OnPrepareResponse = Revalidate } });
        MapEndpoints(app, options, registry);
    }

    /// <summary>Every view of the page is the same file, which looks at the address. An endpoint for it would hide from routing
    /// that another method may be allowed at an address.</summary>
    private static Task ShowView(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (context.GetEndpoint() is null && HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api")
            && !Path.HasExtension(request.Path))
        {
            request.Path = "/index.html";
        }

        return next(context);
    }

    /// <summary>A browser may keep a file, and asks each time whether it is still the same.</summary>
    private static void Revalidate(StaticFileResponseContext file) => file.Context.Response.Headers.CacheControl = "no-cache";

    private static void MapEndpoints(WebApplication app, ServerOptions options, CollectorRegistry registry)
    {
        app.MapHealth();
        app.MapAdmin();
        app.MapMetrics("/metrics", registry).DisableRateLimiting();
        app.MapOpenApi();
        var api = app.MapGroup("/api").ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapDataset();
        api.MapUsers();
        api.MapRecommendations();
        api.MapFilms();
        api.MapDiscovery();
        api.MapRuns();
        api.MapTraining();
        api.MapImports(options);
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

    private static IPAddress AddressOf(string host)
    {
        try
        {
            return IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host)[0];
        }
        catch (SocketException fault)
        {
            throw new AddressException(fault);
        }
    }
}

/// <summary>The service cannot listen where it was asked to.</summary>
public sealed class AddressException(Exception cause)
    : Exception("the port is in use, or the address is not this machine's.", cause);

/// <summary>The OpenAPI document, apart from what endpoints say of themselves.</summary>
internal static class ApiDocument
{
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new()
        {
            Title = "DrrNative", Version = "v1",
            Description = "Film recommendations by deep reinforcement learning, beside two baselines. A refused request is "
                + "answered with a ProblemDetails whose `errors` name the field at fault.",
        };
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
