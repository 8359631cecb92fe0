using System.CommandLine;

namespace Drr.Cli.Commands;

/// <summary>A command that does something: its options, its examples, its work.</summary>
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
