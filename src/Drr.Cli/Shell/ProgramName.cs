namespace Drr.Cli.Shell;

/// <summary>How the user can call this program again, so that the lines it prints work as they stand.</summary>
internal static class ProgramName
{
    private const string Project = "Drr.Cli.csproj";

    /// <summary>The running file; under <c>dotnet drr.dll</c> the program that lies beside that.</summary>
    internal static string Running => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) != "dotnet"
        ? path
        : Path.Combine(AppContext.BaseDirectory, "drr");

    /// <summary><c>drr</c> if the search path leads to it; from a built repository <c>dotnet run</c> with the project; else the
    /// file.</summary>
    /// <param name="program">The running file.</param> <param name="searchPath">The variable PATH.</param>
    /// <param name="folder">The current folder.</param>
    internal static string Of(string program, string searchPath, string folder)
    {
        var name = Path.GetFileName(program);
        var found = searchPath.Split(Path.PathSeparator).Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
        if (found is not null && (File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found) == program)
        {
            return name;
        }

        var project = Path.GetFullPath(Path.Combine(program, "../../../..")); // from bin/Release/net10.0/drr
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(program)));
        return File.Exists(Path.Combine(project, Project))
            ? $"dotnet run -c {configuration} --project {Path.GetRelativePath(folder, project)} --"
            : Path.GetRelativePath(folder, program);
    }
}
