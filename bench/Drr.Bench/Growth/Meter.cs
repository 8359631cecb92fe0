using Drr.Bench.Results;
using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Bench.Growth;

/// <summary>Measures points and tells of each as it comes.</summary>
/// <param name="budget">How long to measure each.</param> <param name="log">Where to tell.</param>
public sealed class Meter(TimeSpan budget, TextWriter log)
{
    /// <summary>Times work that is warmed up here, and counts what a call allocates.</summary>
    /// <param name="size">The point's place.</param> <param name="name">Work and size; a name in the whole run.</param>
    /// <param name="run">The work.</param> <param name="operations">Of a call, where arithmetic limits it.</param>
    public Point Measure(double size, string name, Action run, double? operations = null)
    {
        Peak.Observe();
        var seconds = Timing.Of(run, budget);
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        log.WriteLine(Invariant($"{seconds.Median * 1e6,12:N1} us  {name}"));
        return new(size, new ResultRow(name, seconds) { Operations = operations, AllocatedBytes = allocated });
    }
}
