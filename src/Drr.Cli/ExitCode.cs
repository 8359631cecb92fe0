using Drr.Agent.Evaluation;
using Drr.Agent.Runs;

namespace Drr.Cli;

/// <summary>What the process says to its caller.</summary>
internal static class ExitCode
{
    internal const int Done = 0;

    /// <summary>The run failed.</summary>
    internal const int Failed = 1;

    /// <summary>Wrong usage or settings.</summary>
    internal const int Usage = 2;

    /// <summary>Data missing or invalid.</summary>
    internal const int Data = 3;

    /// <summary>The checkpoint does not fit data or settings.</summary>
    internal const int Checkpoint = 4;

    /// <summary>Refused: the figures would rest on rows that the model has seen.</summary>
    internal const int Refused = 5;

    /// <summary>Stopped by a signal; what there was is saved.</summary>
    internal const int Interrupted = 130;

    /// <summary>The one place that says which fault gives which code.</summary>
    internal static int Of(Exception fault) => fault switch
    {
        UsageException or RunLockedException => Usage,
        InvalidDataException or FileNotFoundException or DirectoryNotFoundException => Data,
        CheckpointException => Checkpoint,
        LeakException => Refused,
        OperationCanceledException => Interrupted,
        _ => Failed,
    };
}
