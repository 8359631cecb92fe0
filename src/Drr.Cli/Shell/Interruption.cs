using System.Runtime.InteropServices;

namespace Drr.Cli.Shell;

/// <summary>Ctrl-C and SIGTERM: the first asks the work to save and stop, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private const string ShowCursor = "\e[?25h"; // it stays hidden when a progress bar is cut off
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Terminal _terminal;

    internal Interruption(Terminal terminal)
    {
        _terminal = terminal;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    internal CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true; // do not let the runtime end the process
        if (_source.IsCancellationRequested)
        {
            _terminal.Error.WriteLine(_terminal.ErrorIsTerminal ? ShowCursor : "");
            Environment.Exit(ExitCode.Interrupted);
        }

        _source.Cancel();
    }
}
