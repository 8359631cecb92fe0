using System.Runtime.InteropServices;
using TorchSharp;

namespace Drr.Bench.Peers;

/// <summary>TorchSharp, on one thread, if its native library loads here.</summary>
internal static class Torch
{
    internal const string Name = "TorchSharp";

    /// <summary>Why it does not load, in one line; <c>null</c> if it does.</summary>
    internal static string? Missing { get; } = Load();

    private static string? Load()
    {
        var output = Console.Out;
        Console.SetOut(TextWriter.Null); // TorchSharp prints how it searched, forty lines of it
        try
        {
            torch.set_num_threads(1);
            return null;
        }
        catch (Exception fault) when (fault is NotSupportedException or TypeInitializationException or DllNotFoundException)
        {
            return $"TorchSharp is left out: {Cause() ?? fault.Message.Split('\n')[0]}";
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    /// <summary>What the system's loader says of the library, which TorchSharp keeps to itself.</summary>
    private static string? Cause()
    {
        var name = OperatingSystem.IsWindows() ? "LibTorchSharp.dll"
            : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib"
            : "libLibTorchSharp.so";
        foreach (var path in Directory.EnumerateFiles(AppContext.BaseDirectory, name, SearchOption.AllDirectories))
        {
            try
            {
                NativeLibrary.Load(path);
            }
            catch (Exception fault) when (fault is DllNotFoundException or BadImageFormatException)
            {
                var line = fault.Message.Split('\n').FirstOrDefault(l => l.Contains("not found", StringComparison.Ordinal));
                if (line is not null)
                {
                    return line.Trim();
                }
            }
        }

        return null;
    }
}
