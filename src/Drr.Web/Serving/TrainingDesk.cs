using Drr.Agent;
using Drr.Agent.Data.Formats;
using Drr.Agent.Runs;
using Drr.Web.Contracts;
using Drr.Web.Protection;

namespace Drr.Web.Serving;

/// <summary>Trains runs beside the one that is served, one at a time, as <c>drr train</c> does.</summary>
internal sealed partial class TrainingDesk(ServerOptions options, ILogger<TrainingDesk> log) : IAsyncDisposable
{
    private readonly Lock _changing = new();
    private readonly string _runs = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Run)))!;
    private (string Run, Task Work, CancellationTokenSource Stop)? _job;
    private string? _fault = options.SwitchFault;

    /// <summary>What can be trained on, and what is at work.</summary>
    public TrainingState State
    {
        get
        {
            lock (_changing)
            {
                return new(
                    options.Train is not null, [.. DataSets()], [.. Presets.All.Keys],
                    Busy ? Path.GetFileName(_job!.Value.Run) : null, _fault);
            }
        }
    }

    private bool Busy => _job is { Work.IsCompleted: false };

    /// <summary>Begins a run on an imported data set.</summary>
    /// <returns>The run's name.</returns>
    public string Begin(string dataSet, string preset)
    {
        if (!DataSets().Contains(dataSet))
        {
            throw RequestFault.Invalid("dataSet", $"There is no imported data set '{dataSet}'.");
        }

        if (!Presets.All.ContainsKey(preset))
        {
            throw RequestFault.Invalid(
                "preset", $"There is no preset '{preset}'; there are {string.Join(", ", Presets.All.Keys)}.");
        }

        var run = RunFolder.NextPath(_runs, preset);
        Start(new(run, Path.Combine(options.ImportFolder, dataSet), preset));
        return Path.GetFileName(run);
    }

    /// <summary>Goes on with a run that was stopped.</summary>
    public void Resume(RunFolder run) => Start(new(run.Path, null, null));

    /// <summary>Stops what is at work, saved.</summary>
    /// <exception cref="RequestFault">It is another run, or none.</exception>
    public async Task Stop(string run)
    {
        Task work;
        lock (_changing)
        {
            if (!Busy || Path.GetFileName(_job!.Value.Run) != run)
            {
                throw new RequestFault(StatusCodes.Status409Conflict, "name", $"The service does not train {run} now.");
            }

            work = _job.Value.Work;
            _job.Value.Stop.Cancel();
        }

        await work;
    }

    /// <summary>Stops and saves.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_job is { } job)
        {
            await job.Stop.CancelAsync();
            await job.Work;
            job.Stop.Dispose();
        }
    }

    private void Start(TrainingOrder order)
    {
        lock (_changing)
        {
            if (options.Train is not { } train)
            {
                throw new RequestFault(StatusCodes.Status409Conflict, "", "This service does not train.");
            }

            if (Busy)
            {
                throw new RequestFault(
                    StatusCodes.Status409Conflict, "",
                    $"{Path.GetFileName(_job!.Value.Run)} is being trained; one run at a time.");
            }

            var stop = new CancellationTokenSource();
            _fault = null;
            _job = (order.Run, Task.Run(() => Work(() => train(order, stop.Token)), CancellationToken.None), stop);
        }
    }

    private void Work(Action train)
    {
        try
        {
            train();
        }
        catch (OperationCanceledException)
        {
            // stopped before there was anything to save
        }
        catch (Exception fault) // the service goes on; the page says why
        {
            _fault = fault.Message;
            Failed(fault.Message);
        }
    }

    private IEnumerable<string> DataSets() => Directory.Exists(options.ImportFolder)
        ? Directory.EnumerateDirectories(options.ImportFolder)
            .Where(folder => DatasetReader.FileNames.Any(file => File.Exists(Path.Combine(folder, file))))
            .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)
        : [];

    [LoggerMessage(Level = LogLevel.Error, Message = "Training failed: {Reason}")]
    private partial void Failed(string reason);
}

/// <summary>Which run is served next: whoever runs the service starts it anew with that one.</summary>
internal sealed class SwitchBoard
{
    private readonly TaskCompletionSource<string> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The folder of the run, once somebody asks for one.</summary>
    public Task<string> Asked => _asked.Task;

    public void Ask(RunFolder run) => _asked.TrySetResult(run.Path);
}
