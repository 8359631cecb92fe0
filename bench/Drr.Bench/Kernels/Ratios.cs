using Drr.Bench.Agent;
using Drr.Cli.ThisMachine;
using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Bench.Kernels;

/// <summary><c>Drr.Bench ratios</c>: every kernel family once and briefly, as ratios, which mean the same on any machine. For a
/// glance, and for continuous integration to see that the benchmarks still run; no time is judged.</summary>
public static class Ratios
{
    private const int Batch = 64, Films = 3706;

    /// <summary>Prints a row a piece of work. The setup of each compares the results of ours and of the plain twin, and throws
    /// where they differ.</summary>
    /// <param name="budget">How long to measure each pair.</param> <param name="output">The table.</param>
    /// <returns>The exit code: 0, or 1 if no twins were found.</returns>
    public static int Run(TimeSpan budget, TextWriter output)
    {
        var rows = new List<(string Name, IWork? Work, Spread Ours, Spread? Times)>();
        foreach (var (name, work, setup, plain, ours) in Twins())
        {
            setup();
            var (seconds, _, times) = Timing.OfPair(ours, plain, budget);
            rows.Add((name, work, seconds, times));
        }

        if (rows.Count == 0)
        {
            return 1;
        }

        var update = Timing.Of(new UpdateWork(Batch).Run, budget);
        rows.Add(($"update, batch {Batch}", new LearningBenchmarks.Update(Batch), update, null));
        output.WriteLine($"{Machine.Current.Processor}, {Machine.Current.InstructionSet}");
        output.WriteLine($"{"work",-36}{"of peak",9}{"times the plain twin",24}{"middle half",18}");
        foreach (var (name, work, seconds, times) in rows)
        {
            var share = work?.Amount / seconds.Median / (work is { IsArithmetic: true } ? Peak.Operations : Peak.Bytes);
            output.WriteLine(Invariant($"{name,-36}{share,9:0 %}")
                + (times is { } x ? Invariant($"{x.Median,24:0.0}{$"{x.Lower:0.0} - {x.Upper:0.0}",18}") : ""));
        }

        return 0;
    }

    private static IEnumerable<(string Name, IWork? Work, Action Setup, Action Plain, Action Ours)> Twins()
    {
        foreach (var product in MatMulBenchmarks.Shapes.Where(p => p is { M: Batch, N: > 1 } or { K: Batch }))
        {
            var bench = new MatMulBenchmarks { Work = product };
            yield return ($"{product}", product, bench.Setup, bench.Plain, bench.Ours);
        }

        KernelBenchmarks[] families = [new ActivationsBenchmarks(), new RowsBenchmarks(), new UpdatesBenchmarks()];
        foreach (var family in families)
        {
            foreach (var row in family.Rows)
            {
                family.Work = row;
                yield return (row.Name, row, family.Setup, family.Plain, family.Ours);
            }
        }

        var ranking = new RankingBenchmarks { Items = Films };
        yield return ($"best 10 of {Films} items", null, ranking.Setup, ranking.Plain, ranking.Ours);
    }
}
