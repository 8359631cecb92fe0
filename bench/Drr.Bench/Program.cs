using BenchmarkDotNet.Running;
using Drr.Bench.Kernels;
using Drr.Bench.Results;

if (args is not ["compare", var before, var after])
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new KernelConfig());
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
