using System.CommandLine;
using System.CommandLine.Invocation;

namespace Drr.Cli.Shell;

/// <summary>A command that does work, unlike one that groups others: its options, examples and work.</summary>
/// <param name="name">As typed.</param> <param name="description">One line.</param>
/// <param name="examples">Command lines, shown under the help.</param>
internal abstract class CliCommand(string name, string description, params IReadOnlyList<string> examples)
    : Command(name, description)
{
    /// <summary>Command lines, shown under the help.</summary>
    internal IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Does the work.</summary>
    /// <returns>The exit code.</returns>
    internal abstract int Run(Session session);
}

/// <summary>The options that every command has.</summary>
internal static class CommonOptions
{
    internal const string Json = "--json", Quiet = "--quiet", Verbose = "--verbose", Seed = "--seed", NoColor = "--no-color";

    internal static void AddTo(RootCommand root)
    {
        root.Add(new Option<bool>(Json) { Description = "write the result as JSON", Recursive = true });
        root.Add(new Option<bool>(Quiet, "-q") { Description = "print nothing but the result and errors", Recursive = true });
        root.Add(new Option<bool>(Verbose, "-v") { Description = "show where an error came from", Recursive = true });
        root.Add(new Option<string?>(Seed) { Description = "seed of every random choice", Recursive = true });
        root.Add(new Option<bool>(NoColor) { Description = "no colours; the variable NO_COLOR does the same", Recursive = true });
    }
}

/// <summary>The library's help, and under it the command's examples.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CliCommand { Examples: { Count: > 0 } examples })
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example);
            }
        }

        return ExitCode.Done;
    }
}
