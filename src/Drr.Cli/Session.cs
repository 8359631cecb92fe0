using System.CommandLine;
using System.Text.Json;
using Drr.Agent.Runs;

namespace Drr.Cli;

/// <summary>One invocation: what was asked, and the ways to answer.</summary>
internal sealed class Session(ParseResult arguments, Terminal terminal, CancellationToken interrupted)
{
    private int _saving;

    internal ParseResult Arguments { get; } = arguments;

    internal Terminal Terminal { get; } = terminal;

    /// <summary>What is said along the way.</summary>
    internal Reporter Reporter { get; } =
        new(terminal.Error, terminal.ErrorIsTerminal, arguments.GetValue<bool>(CommonOptions.Quiet), TimeProvider.System);

    /// <summary>How the user can call this program again.</summary>
    internal string Program => ProgramName.Of(
        ProgramName.Running, Terminal.Variables.GetValueOrDefault("PATH", ""), Directory.GetCurrentDirectory());

    /// <summary>Set by the first Ctrl-C.</summary>
    internal CancellationToken Interrupted { get; } = interrupted;

    /// <summary>Whether work goes on that saves what there is when it is interrupted.</summary>
    internal bool IsSaving => Volatile.Read(ref _saving) > 0;

    /// <summary>Does work that saves what there is when it is interrupted, and is given the time for it.</summary>
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
