using Drr.Agent;
using Drr.Agent.Data.Formats;
using Drr.Analysis.Figures;
using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Cli.Data;
using Drr.Tensors;
using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Cli.ThisMachine;

/// <summary>What the program needs of the machine.</summary>
internal static class MachineChecks
{
    private const double Gibi = 1L << 30;

    internal static Finding Runtime() => Environment.Version.Major >= 10
        ? new("runtime", FindingLevel.Ok, Machine.Current.Runtime)
        : new("runtime", FindingLevel.Fail, Machine.Current.Runtime, "install .NET 10 from https://dot.net");

    internal static Finding Processor()
    {
        var machine = Machine.Current;
        var text = $"{machine.Processor}, {machine.InstructionSet}, {Counted.Of(machine.Threads, "thread")}";
        return machine.InstructionSet is "avx512" or "avx2"
            ? new("processor", FindingLevel.Ok, text)
            : new("processor", FindingLevel.Warn, text, "training is far slower without AVX2; unset DOTNET_Enable* variables");
    }

    /// <summary>Training on MovieLens 1M takes some 300 MB.</summary>
    internal static Finding Memory()
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return bytes >= Gibi
            ? new("memory", FindingLevel.Ok, Invariant($"{bytes / Gibi:0.0} GiB"))
            : new("memory", FindingLevel.Warn, Invariant($"{bytes / Gibi:0.0} GiB"), "take a smaller --set replay.capacity");
    }

    /// <summary>Whether runs can be made under <paramref name="folder"/>: it, or the folder that it will be made in, takes
    /// files.</summary>
    internal static Finding Runs(string folder)
    {
        var place = new DirectoryInfo(Path.GetFullPath(folder));
        while (!place.Exists && !File.Exists(place.FullName) && place.Parent is { } parent)
        {
            place = parent;
        }

        try
        {
            File.Create(Path.Combine(place.FullName, $".drr-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new("runs", FindingLevel.Fail, $"{folder}: {fault.Message}", "choose another with -o, or allow writing");
        }

        var free = new DriveInfo(place.FullName).AvailableFreeSpace;
        var text = Invariant($"{folder} can be written to, {free / Gibi:0.0} GiB free");
        return free >= Gibi
            ? new("runs", FindingLevel.Ok, text)
            : new("runs", FindingLevel.Warn, text, "make room: a run with checkpoints takes some 50 MB (drr runs delete)");
    }

    internal static Finding Font() => FontCheck.TextIsDrawn()
        ? new("font", FindingLevel.Ok, "figures can draw text")
        : new("font", FindingLevel.Fail, "figures would have no text", "reinstall the program: its font is damaged");
}

/// <summary>Whether there is something to train on.</summary>
internal static class DataCheck
{
    private const string Folder = "data", Fetch = "drr data fetch ml-1m, or drr data synth -o data/demo";

    /// <summary>Reads the data set at <paramref name="path"/>; without one, the first in the folder <c>data</c>.</summary>
    internal static Finding Of(string? path)
    {
        if ((path ?? First()) is not { } place)
        {
            return new("data", FindingLevel.Warn, $"none given, and none in {Folder}/", Fetch);
        }

        try
        {
            var data = DatasetReader.Read(place);
            var sizes = DataOptions.Sizes(data);
            return new("data", FindingLevel.Ok, $"{place}: {sizes}");
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            var level = path is null ? FindingLevel.Warn : FindingLevel.Fail;
            return new("data", level, fault.Message, $"drr data check {place}");
        }
    }

    private static string? First() => Directory.Exists(Folder)
        ? Directory.EnumerateFileSystemEntries(Folder)
            .Where(entry => Directory.Exists(entry) || entry.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).FirstOrDefault()
        : null;
}

/// <summary>Whether the engine computes correctly on this machine: its tests in short form.</summary>
internal static class EngineChecks
{
    /// <summary>The fast matrix product beside the plain one, also in sizes that are no multiple of a vector.</summary>
    internal static Finding Kernels()
    {
        var (rng, worst) = (new Rng(1), 0.0);
        foreach (var (m, k, n) in new[] { (1, 1, 1), (3, 5, 7), (17, 33, 65), (64, 300, 128) })
        {
            float[] a = Normal(rng, m * k), b = Normal(rng, k * n), fast = new float[m * n], plain = new float[m * n];
            Tensors.Kernels.MatMul.AB(a, b, m, k, n, fast);
            Tensors.Reference.MatMul.AB(a, b, m, k, n, plain);
            worst = Math.Max(worst, fast.Zip(plain, (x, y) => Math.Abs(x - y) / Math.Sqrt(k)).Max());
        }

        var text = Invariant($"the fast matrix product is within {worst:0.0e+0} of the plain one");
        return worst < 1e-5
            ? new("kernels", FindingLevel.Ok, text)
            : new("kernels", FindingLevel.Fail, text, "report this with your processor; try DOTNET_EnableAVX512=0");
    }

    /// <summary>The gradients of a small network beside finite differences.</summary>
    internal static Finding Gradients()
    {
        var (rng, parameters) = (new Rng(2), new ParameterSet());
        var network = new Mlp(parameters, "net", [5, 7, 3], rng, Activation.Tanh);
        var x = new Tensor(new Shape(4, 5), Normal(rng, 20));
        Variable Graph(Tape tape) => network.Forward(tape, [Tape.Constant(x)]);
        var report = GradientCheck.Compare(Graph, [.. parameters.Parameters]);
        var rounding = report.RelativeError == 0
            ? "which rounding explains"
            : Invariant($"relatively {report.RelativeError:0.0e+0} more than rounding explains");
        var apart = Invariant($"{report.LargestDifference:0.0e+0} apart");
        var text = $"a network's gradients and finite differences are at most {apart}, {rounding}";
        return report.RelativeError < 1e-2
            ? new("gradients", FindingLevel.Ok, text)
            : new("gradients", FindingLevel.Fail, text, "report this with your processor");
    }

    private static float[] Normal(Rng rng, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)rng.NextGaussian())];
}
