using System.Runtime.CompilerServices;

namespace Drr.Laws.Tests;

/// <summary>The source tree that these tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Every hand-written C# file under a folder of the tree, with paths relative to the root.</summary>
    public static IEnumerable<string> SourceFiles(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"))
        .Order(StringComparer.Ordinal);

    /// <summary>The folders in a folder of the tree, with paths relative to the root.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(Root, folder))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'));

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
