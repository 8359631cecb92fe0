using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using Drr.Bench.Agent;
using Drr.Bench.Growth;
using Drr.Bench.Kernels;
using Drr.Bench.Results;
using Drr.TestKit;

if (args is ["growth", .. var options])
{
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    return GrowthRun.Run(options, Console.Out, Console.Error);
}

if (args is ["ratios"])
{
    return Ratios.Run(TimeSpan.FromMilliseconds(100), Console.Out);
}

if (args is not ["compare", .. var files])
{
    var families = typeof(Comparison).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute), true)));
    if (MovieLens1M.Folder is null)
    {
        Console.Error.WriteLine($"{nameof(MovieLensBenchmarks)} is left out: {MovieLens1M.Missing}.");
        families = families.Where(type => type != typeof(MovieLensBenchmarks));
    }

    BenchmarkSwitcher.FromTypes([.. families]).Run(args, new KernelConfig());
    return 0;
}

try
{
    var (before, after) = Comparison.Sides(files);
    return Comparison.Run([.. before.Select(ResultFile.Read)], [.. after.Select(ResultFile.Read)], Console.Out);
}
catch (ArgumentException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
catch (InvalidDataException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 3;
}
