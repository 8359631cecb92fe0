using Drr.Agent.Evaluation;
using Drr.Agent.Runs;

namespace Drr.Web.Serving;

/// <summary>The agent that answers. A newer one of the same run takes its place in one step: a request keeps the one that it began
/// with, so none is dropped.</summary>
internal sealed partial class ModelHost(
    Catalogue catalogue, ServerOptions options, ServiceMetrics metrics, ILogger<ModelHost> log) : BackgroundService
{
    private readonly Lock _loading = new();
    private (string Path, DateTime Written, long Length) _loaded;
    private volatile ServingModel? _current;

    /// <summary>The agent; <c>null</c> until the run has one.</summary>
    public ServingModel? Current => _current;

    /// <summary>Why there is no agent, or why a newer one was not taken.</summary>
    public string? Reason { get; private set; } = "The agent is not loaded yet.";

    /// <summary>Loads the run's agent if it is another than the one that answers.</summary>
    /// <param name="force">Whether to look into the file even if it seems unchanged.</param>
    /// <returns>Whether another agent answers now.</returns>
    public bool Reload(bool force) => Reload(force, starts: false);

    /// <summary>Loads the agent before the service listens. One that is missing or damaged may yet come.</summary>
    /// <exception cref="LeakException">It saw other ratings in training than it may have.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Reload(force: false, starts: true);
        return base.StartAsync(cancellationToken);
    }

    private bool Reload(bool force, bool starts)
    {
        lock (_loading)
        {
            try
            {
                var run = RunFolder.Open(options.Run);
                var file = new FileInfo(run.Checkpoint);
                var found = (file.FullName, file.LastWriteTimeUtc, file.Exists ? file.Length : 0);
                if (!force && found == _loaded)
                {
                    return false;
                }

                var model = ServingModel.Load(run, catalogue.Data);
                (_loaded, Reason) = (found, null);
                if (model.Summary.Version == _current?.Summary.Version)
                {
                    return false;
                }

                _current = model;
                metrics.CountAgent();
                Loaded(model.Summary.Version, options.Run);
                return true;
            }
            catch (Exception fault) when (
                fault is CheckpointException or IOException or InvalidDataException || (fault is LeakException && !starts))
            {
                if (Reason != fault.Message)
                {
                    Reason = fault.Message;
                    NotLoaded(fault.Message);
                }

                return false;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.WatchInterval);
        try
        {
            do
            {
                Reload(force: false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Agent {Version} of {Run} answers.")]
    private partial void Loaded(string version, string run);

    [LoggerMessage(Level = LogLevel.Information, Message = "No new agent: {Reason}")]
    private partial void NotLoaded(string reason);
}
