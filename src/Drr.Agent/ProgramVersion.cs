using System.Reflection;

namespace Drr.Agent;

/// <summary>The source that this program was built from, so that a figure can be reproduced: <c>0.1.0+1a2b3c.changed</c> is
/// version 0.1.0 from commit 1a2b3c with changes that were not committed.</summary>
public static class ProgramVersion
{
    private const string Changed = ".changed";

    /// <summary>The version, its commit after <c>+</c> where it was built from one.</summary>
    public static string Current { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>A version in words.</summary>
    /// <param name="version">As <see cref="Current"/> gives it.</param>
    public static string InWords(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.Split('+') switch
        {
            [var number, var commit] when commit.EndsWith(Changed, StringComparison.Ordinal) =>
                $"{number}, commit {commit[..^Changed.Length]} with changes that were not committed",
            [var number, var commit] => $"{number}, commit {commit}",
            _ => $"{version}, built from no commit",
        };
    }
}
