using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using Drr.Bench.Agent;
using Drr.Bench.Kernels;
using Drr.Bench.Results;
using Drr.TestKit;

if (args is not ["compare", var before, var after])
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
    return Comparison.Run(ResultFile.Read(before), ResultFile.Read(after), Console.Out);
}
catch (InvalidDataException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 3;
}
