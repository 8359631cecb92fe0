using System.Net;

namespace Drr.Web;

/// <summary>How the service is set up.</summary>
public sealed record ServerOptions
{
    /// <summary>The port of the page when nothing else is asked for.</summary>
    public const int StandardPort = 5080;

    /// <summary>Address or name to listen on. Any but a loopback address lets others in.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = StandardPort;

    /// <summary>The token that requests which change something must carry, as <c>Authorization: Bearer TOKEN</c>. It is required
    /// where <see cref="LetsOthersIn"/>; otherwise <c>null</c> means that requests need none.</summary>
    public string? Token { get; init; }

    /// <summary>Names besides <see cref="Host"/> and <c>localhost</c> that this service is asked by.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Addresses of the proxies that this service is behind: their forwarded headers are believed, nobody
    /// else's.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Whether others than this machine's users can reach the service.</summary>
    public bool LetsOthersIn =>
        Proxies.Count > 0
        || (Host != "localhost" && !(IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>Folder of the run whose agent answers; it may be at work still, and have no checkpoint yet.</summary>
    public required string Run { get; init; }

    /// <summary>SQLite file of feedback and of users made on the page; made where missing.</summary>
    public required string FeedbackFile { get; init; }

    /// <summary>Folder that imported data sets go into.</summary>
    public string ImportFolder { get; init; } = "data";

    /// <summary>Requests a second that one address may make, bursts of twice as many allowed; 0 sets no limit.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Bytes that an import may have.</summary>
    public long ImportBytes { get; init; } = 512L << 20;

    /// <summary>How often the run folder is looked at for a new agent.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a client may take to begin a request, and to begin sending a body at a reasonable rate; over a
    /// second.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether every request is logged, as a line of JSON on stderr; otherwise warnings and
    /// errors alone, as text.</summary>
    public bool LogRequests { get; init; }

    /// <summary>Trains a run, as <c>drr train</c> does, until it is done or stopped and saved; <c>null</c> where runs cannot be
    /// trained from the page.</summary>
    public Action<TrainingOrder, CancellationToken>? Train { get; init; }

    /// <summary>Why another run that was to be served is not; shown on the page.</summary>
    public string? SwitchFault { get; init; }
}

/// <summary>A run to be trained, or gone on with.</summary>
/// <param name="Run">Its folder.</param>
/// <param name="Data">Folder of the data set; <c>null</c> to go on with a run.</param>
/// <param name="Preset">Named set of settings; <c>null</c> to go on with a run.</param>
public sealed record TrainingOrder(string Run, string? Data, string? Preset);
