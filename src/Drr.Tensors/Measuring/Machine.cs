using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Drr.Tensors.Measuring;

/// <summary>The machine on which a figure was measured.</summary>
/// <param name="Processor">Its name, where the system gives it.</param> <param name="Runtime">.NET's name and version.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="InstructionSet">The widest vectors in use: avx512, avx2, vector128 or none.</param>
/// <param name="Threads">Processor threads there are.</param>
public sealed record Machine(string Processor, string Runtime, string System, string InstructionSet, int Threads)
{
    /// <summary>What this process runs on.</summary>
    public static Machine Current { get; } = new(
        ProcessorName(),
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}",
        Vector512.IsHardwareAccelerated ? "avx512"
            : Vector256.IsHardwareAccelerated ? "avx2"
            : Vector128.IsHardwareAccelerated ? "vector128" : "none",
        Environment.ProcessorCount);

    private static string ProcessorName()
    {
        const string linux = "/proc/cpuinfo";
        var line = File.Exists(linux)
            ? File.ReadLines(linux).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }
}
