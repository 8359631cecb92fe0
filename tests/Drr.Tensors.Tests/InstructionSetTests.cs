using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Drr.Tensors.Tests;

/// <summary>Shows which path of the kernels this run tested, and that the runtime's switches lead to the others.</summary>
public sealed class InstructionSetTests(ITestOutputHelper output)
{
    [Fact]
    public void The_switches_of_the_runtime_choose_the_path()
    {
        output.WriteLine($"Matrix products run on {Level}; FMA: {Fma.IsSupported}.");
        var no128 = IsOff("EnableHWIntrinsic");
        var no256 = no128 || IsOff("EnableAVX2");
        var no512 = no256 || IsOff("EnableAVX512");
        Assert.False(Vector128.IsHardwareAccelerated && no128);
        Assert.False(Vector256.IsHardwareAccelerated && no256);
        Assert.False(Vector512.IsHardwareAccelerated && no512);
    }

    private static string Level =>
        Vector512.IsHardwareAccelerated ? "512-bit vectors"
        : Vector256.IsHardwareAccelerated ? "256-bit vectors"
        : Vector128.IsHardwareAccelerated ? "128-bit vectors"
        : "single floats";

    private static bool IsOff(string name) => Environment.GetEnvironmentVariable($"DOTNET_{name}") == "0";
}
