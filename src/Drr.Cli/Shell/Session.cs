using System.CommandLine;
using System.Text.Json;
using Drr.Agent.Evaluation;
using Drr.Agent.Runs;

namespace Drr.Cli.Shell;

/// <summary>One invocation: what was asked, and the ways to answer.</summary>
internal sealed class Session(ParseResult arguments, Terminal terminal, CancellationToken interrupted)
{
    private int _saving;

    internal ParseResult Arguments { get; } = arguments;

    internal Terminal Terminal { get; } = terminal;

    /// <summary>What is said along the way.</summary>
    internal Reporter Reporter { get; } =
        new(terminal.Error, terminal.ErrorIsTerminal, arguments.GetValue<bool>(CommonOptions.Quiet), TimeProvider.System,
            () => Console.WindowWidth);

    /// <summary>How the user can call this program again.</summary>
    internal string Program => ProgramName.Of(
        ProgramName.Running, Terminal.Variables.GetValueOrDefault("PATH", ""), Directory.GetCurrentDirectory());

    /// <summary>Set by the first Ctrl-C.</summary>
    internal CancellationToken Interrupted { get; } = interrupted;

    /// <summary>Whether work is under way that saves its state when it is interrupted.</summary>
    internal bool IsSaving => Volatile.Read(ref _saving) > 0;

    /// <summary>Does work that saves its state when it is interrupted; the program waits for that.</summary>
    internal T Saving<T>(Func<T> work)
    {
        Interlocked.Increment(ref _saving);
        try
        {
            return work();
        }
        finally
        {
            Interlocked.Decrement(ref _saving);
        }
    }

    /// <inheritdoc cref="Saving{T}"/>
    internal void Saving(Action work) => Saving(() =>
    {
        work();
        return true;
    });

    /// <summary>The result on stdout: as JSON if asked for, by <c>--json</c> or another option of the command, else as
    /// <paramref name="print"/> shows it.</summary>
    internal void Answer<T>(T result, Action<Printer> print, bool json = false)
    {
        Reporter.Clear();
        if (json || Arguments.GetValue<bool>(CommonOptions.Json))
        {
            Terminal.Out.WriteLine(JsonSerializer.Serialize(result, RunJson.Indented));
        }
        else
        {
            print(new Printer(Terminal.Out, Terminal.OutConsole(color: !Arguments.GetValue<bool>(CommonOptions.NoColor))));
        }
    }
}

/// <summary>The exit codes of the process.</summary>
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

    /// <summary>The exit code of an exception.</summary>
    internal static int Of(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Of(first), // of work on several cores
        UsageException or RunLockedException => Usage,
        InvalidDataException or FileNotFoundException or DirectoryNotFoundException => Data,
        CheckpointException => Checkpoint,
        LeakException => Refused,
        OperationCanceledException => Interrupted,
        _ => Failed,
    };
}
