using System.Runtime.CompilerServices;

namespace Drr.Web.Browser;

/// <summary>The source tree.</summary>
internal static class Repository
{
    public static string PathOf(string path, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", path));
}
