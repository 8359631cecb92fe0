using System.CommandLine;
using System.CommandLine.Parsing;
using Drr.Agent.Runs;

namespace Drr.Cli.Commands;

/// <summary>Where a command writes: nothing that exists is written over without <c>--force</c>.</summary>
internal sealed class Output
{
    private readonly Option<string?> _path;
    private readonly Option<bool> _force = new("--force") { Description = "write over what is there" };

    /// <summary>Adds <c>-o</c> and <c>--force</c> to a command.</summary>
    internal Output(Command command, string description, bool required)
    {
        _path = new Option<string?>("--output", "-o") { Description = description, HelpName = "path", Required = required };
        command.Add(_path);
        command.Add(_force);
    }

    /// <summary>Whether the command line says where to.</summary>
    internal bool IsGiven(CommandResult command) =>
        command.GetResult(_path) is not null || command.GetResult(_force) is { Implicit: false };

    /// <summary>The path given, or <c>null</c>.</summary>
    /// <exception cref="UsageException">As <see cref="Path"/>.</exception>
    internal string? PathIfGiven(Session session) => session.Arguments.GetValue(_path) is null ? null : Path(session);

    /// <summary>The path given, or the standard one.</summary>
    /// <param name="session">Asked by whom.</param> <param name="standard">The standard one.</param>
    /// <param name="unless">Says of what is there that it is what would be written.</param>
    /// <exception cref="UsageException">Something is there, and <c>--force</c> was not given.</exception>
    internal string Path(Session session, Func<string>? standard = null, Func<string, bool>? unless = null)
    {
        var path = session.Arguments.GetValue(_path) ?? standard!();
        return RunFolder.IsTaken(path) && !session.Arguments.GetValue(_force) && unless?.Invoke(path) != true
            ? throw new UsageException($"{path} exists; choose another -o, or pass --force to write over it.")
            : path;
    }
}
