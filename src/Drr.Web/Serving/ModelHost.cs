using Drr.Agent.Evaluation;
using Drr.Agent.Runs;

namespace Drr.Web.Serving;

/// <summary>The agent that answers. A newer one of the same run takes its place in one step: a request keeps the one that it
/// began with, so none is dropped.</summary>
internal sealed partial class ModelHost(
    Catalogue catalogue, ServerOptions options, ServiceMetrics metrics, ILogger<ModelHost> log) : BackgroundService
{
    private readonly Lock _loading = new();
    private (string Path, DateTime Written, long Length) _loaded;
    private volatile ServingModel? _current;
    private volatile bool _watching; // before that, the exception says why the service cannot start

    /// <summary>The agent; <c>null</c> until the run has one.</summary>
    public ServingModel? Current => _current;

    /// <summary>Why there is no agent, or why a newer one was not taken; for clients, without the folder of the run.</summary>
    public string? Reason { get; private set; } = "The agent is not loaded yet.";

    /// <summary>Loads the run's agent if it is another than the one that answers.</summary>
    /// <param name="force">Whether to look into the file even if it seems unchanged.</param>
    /// <returns>Whether another agent answers now.</returns>
    /// <exception cref="CheckpointException">It does not fit the data or its settings, or is damaged.</exception>
    /// <exception cref="LeakException">It saw other ratings in training than its settings say.</exception>
    /// <exception cref="InvalidDataException">Another file of the run is damaged.</exception>
    /// <exception cref="IOException">There is no agent yet.</exception>
    public bool Reload(bool force)
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
                    Reason = null;
                    return false;
                }

                var model = ServingModel.Load(run, catalogue);
                (_loaded, Reason) = (found, null);
                return Take(model);
            }
            catch (Exception fault) when (fault is CheckpointException or LeakException or IOException or InvalidDataException)
            {
                Tell(fault, force);
                throw;
            }
        }
    }

    /// <summary>As <see cref="Reload"/>, where there being no agent yet is no fault.</summary>
    public void LoadIfThere()
    {
        try
        {
            Reload(force: false);
        }
        catch (IOException)
        {
            // the run has no agent yet; it is looked for again
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _watching = true;
        using var timer = new PeriodicTimer(options.WatchInterval);
        try
        {
            do
            {
                Look();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    private void Look()
    {
        try
        {
            LoadIfThere();
        }
        catch (Exception fault) when (fault is CheckpointException or LeakException or InvalidDataException)
        {
            // already logged; the agent before it goes on
        }
    }

    private bool Take(ServingModel model)
    {
        if (model.Summary.Version == _current?.Summary.Version)
        {
            return false;
        }

        catalogue.Draw(model.Map);
        _current = model;
        metrics.CountAgent();
        Loaded(model.Summary.Version, options.Run);
        return true;
    }

    /// <summary>Once for each fault, though it is found again at every look.</summary>
    private void Tell(Exception fault, bool again)
    {
        var run = Path.TrimEndingDirectorySeparator(options.Run);
        var reason = fault.Message.Replace(Path.GetFullPath(run), Path.GetFileName(run), StringComparison.Ordinal)
            .Replace(run, Path.GetFileName(run), StringComparison.Ordinal);
        if (reason == Reason && !again)
        {
            return;
        }

        Reason = reason;
        if (fault is IOException)
        {
            Waiting(fault.Message);
            return;
        }

        metrics.CountRefusedAgent();
        if (_watching)
        {
            Refused(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Agent {Version} of {Run} answers.")]
    private partial void Loaded(string version, string run);

    [LoggerMessage(Level = LogLevel.Information, Message = "No agent yet: {Reason}")]
    private partial void Waiting(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The agent is not taken: {Reason}")]
    private partial void Refused(string reason);
}
