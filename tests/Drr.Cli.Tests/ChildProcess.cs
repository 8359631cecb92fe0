using System.Diagnostics;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests;

/// <summary>The program in a process of its own, for what one process cannot test of itself:
/// signals, the current folder.</summary>
internal static class ChildProcess
{
    internal static Process Start(string folder, params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;

    /// <summary>Runs to the end.</summary>
    internal static async Task<Invocation> Run(string folder, params string[] arguments)
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = Start(folder, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return new(process.ExitCode, await output, await error);
    }
}
