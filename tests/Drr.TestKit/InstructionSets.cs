using System.Diagnostics;

namespace Drr.TestKit;

/// <summary>The levels of instruction sets that .NET can be told to use on this machine, each by a
/// variable of the environment.</summary>
public static class InstructionSets
{
    /// <summary>Variable and value by level; the first, the widest, needs none.</summary>
    public static IReadOnlyDictionary<string, (string Variable, string Value)> Levels { get; } =
        new Dictionary<string, (string, string)>
        {
            ["widest"] = ("DOTNET_EnableHWIntrinsic", "1"),
            ["256 bits"] = ("DOTNET_EnableAVX512", "0"),
            ["128 bits with FMA"] = ("DOTNET_PreferredVectorBitWidth", "128"), // Arm's width
            ["128 bits without FMA"] = ("DOTNET_EnableAVX2", "0"),
            ["single floats"] = ("DOTNET_EnableHWIntrinsic", "0"),
        };

    /// <summary>Runs a .NET program at a level, to its end.</summary>
    /// <param name="level">One of <see cref="Levels"/>.</param>
    /// <param name="assembly">Path of the program's assembly.</param>
    /// <param name="stop">Ends the wait, and the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Exit code, and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> Run(
        string level, string assembly, CancellationToken stop, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (variable, _) in Levels.Values)
        {
            start.Environment.Remove(variable); // what this process was told
        }

        start.Environment[Levels[level].Variable] = Levels[level].Value;
        using var process = Process.Start(start)!;
        using var _ = stop.Register(process.Kill);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop).ConfigureAwait(false);
        return (process.ExitCode, await output.ConfigureAwait(false) + await error.ConfigureAwait(false));
    }
}
