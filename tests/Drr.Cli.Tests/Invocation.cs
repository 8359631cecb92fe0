using System.Text.Json;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests;

/// <summary>One run of the program in this process.</summary>
internal sealed record Invocation(int ExitCode, string Out, string Error)
{
    /// <summary>What stdout holds, which must be one JSON value and nothing else.</summary>
    internal JsonElement Json => JsonDocument.Parse(Out).RootElement;

    internal static Invocation Of(params string[] arguments) => With([], CancellationToken.None, arguments);

    internal static Invocation With(
        Dictionary<string, string> variables, CancellationToken interrupted, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Application.Run(arguments, new Terminal(output, error, false, false, variables), interrupted);
        return new(code, output.ToString(), error.ToString());
    }
}
