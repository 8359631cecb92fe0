using System.CommandLine;
using System.CommandLine.Parsing;
using Drr.Agent.Runs;
using IoPath = System.IO.Path;

namespace Drr.Cli.Shell;

/// <summary>Where a command writes. A path that cannot be written is refused before the work begins, and nothing that exists is
/// overwritten without <c>--force</c>.</summary>
internal sealed class Output
{
    private readonly Option<string?> _path;
    private readonly bool _isFolder, _makesParent;
    private readonly Option<bool> _force = new("--force") { Description = "overwrite what is there" };

    /// <summary>Adds <c>-o</c> and <c>--force</c> to a command.</summary>
    /// <param name="command">The command.</param> <param name="description">For the help.</param>
    /// <param name="isFolder">Whether it writes a folder; missing parents are made.</param>
    /// <param name="required">Whether it must be given, for want of a default.</param>
    /// <param name="makesParent">Whether it makes the folder of its file if that is missing.</param>
    internal Output(Command command, string description, bool isFolder, bool required, bool makesParent = false)
    {
        (_isFolder, _makesParent) = (isFolder, makesParent || isFolder);
        _path = new Option<string?>("--output", "-o") { Description = description, HelpName = "path", Required = required };
        command.Add(_path);
        command.Add(_force);
    }

    /// <summary>Whether the command line has one of the two options.</summary>
    internal bool IsGiven(CommandResult command) =>
        command.GetResult(_path) is not null || command.GetResult(_force) is { Implicit: false };

    /// <summary>The path given, or <c>null</c>.</summary>
    /// <exception cref="UsageException">As <see cref="Path"/>.</exception>
    internal string? PathIfGiven(Session session) => session.Arguments.GetValue(_path) is null ? null : Path(session);

    /// <summary>The path given, or the default.</summary>
    /// <param name="session">The invocation.</param> <param name="standard">Makes the default.</param>
    /// <param name="unless">Whether what is there may stay, as it is what would be written.</param>
    /// <exception cref="UsageException">Something is there, and <c>--force</c> was not given; or it is where the command reads
    /// from, or nothing can be written there.</exception>
    internal string Path(Session session, Func<string>? standard = null, Func<string, bool>? unless = null)
    {
        var path = session.Arguments.GetValue(_path) ?? standard!();
        RequireWritable(path, _isFolder, _makesParent);
        RequireOtherThanInput(session, path);
        return RunFolder.IsTaken(path) && !session.Arguments.GetValue(_force) && unless?.Invoke(path) != true
            ? throw new UsageException($"{path} exists; choose another -o, or pass --force to overwrite it.")
            : path;
    }

    /// <summary>Checks that the path given can be written: for commands that can call <see cref="Path"/> only after some
    /// work.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    internal void RequireWritable(Session session)
    {
        if (session.Arguments.GetValue(_path) is { } path)
        {
            RequireWritable(path, _isFolder, _makesParent);
        }
    }

    /// <summary>Checks that a file or folder can be written, whether it exists or not.</summary>
    /// <exception cref="UsageException">It cannot; the message says why.</exception>
    internal static void RequireWritable(string path, bool isFolder, bool makesParent)
    {
        var place = isFolder ? path : IoPath.GetDirectoryName(IoPath.GetFullPath(path))!;
        var fault = IsLinkToItself(path) ? "is a link to itself"
            : isFolder && File.Exists(path) ? "is a file, and a folder is to be written"
            : !isFolder && Directory.Exists(path) ? "is a folder, and a file is to be written"
            : !makesParent && !IoPath.Exists(place) ? $"there is no folder {place}; make it first"
            : FaultOfFolder(IoPath.GetFullPath(place));
        if (fault is not null)
        {
            throw new UsageException($"-o {path}: {fault}. Choose another -o.");
        }
    }

    // A file must be creatable in the folder, or in the nearest existing one above it.
    private static string? FaultOfFolder(string folder)
    {
        while (!IoPath.Exists(folder))
        {
            folder = IoPath.GetDirectoryName(folder)!;
        }

        if (!Directory.Exists(folder))
        {
            return $"{folder} is a file, not a folder";
        }

        try
        {
            File.Create(IoPath.Combine(folder, $".drr-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"nothing can be written in {folder}: it is read-only, belongs to another user, or its disk is full";
        }
    }

    private void RequireOtherThanInput(Session session, string path)
    {
        var given = session.Arguments.CommandResult.Children
            .Where(child => child is not OptionResult option || option.Option != _path);
        var input = given.SelectMany(child => child.Tokens).FirstOrDefault(token =>
            token.Value.Length > 0 && IoPath.Exists(token.Value) && !IsLinkToItself(token.Value)
            && Real(token.Value) == Real(path));
        if (input is not null)
        {
            throw new UsageException($"-o {path}: is where the command reads from ({input.Value}). Choose another -o.");
        }
    }

    private static bool IsLinkToItself(string path)
    {
        try
        {
            new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true);
            return false;
        }
        catch (IOException fault)
        {
            return fault is not (FileNotFoundException or DirectoryNotFoundException);
        }
    }

    private static string Real(string path)
    {
        var full = IoPath.TrimEndingDirectorySeparator(IoPath.GetFullPath(path));
        FileSystemInfo info = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full : full;
    }
}
