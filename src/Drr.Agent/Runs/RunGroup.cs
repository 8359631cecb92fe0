using Drr.Agent.Evaluation.Statistics;
using Drr.Tensors;

namespace Drr.Agent.Runs;

/// <summary>Runs that differ in their seed alone.</summary>
/// <param name="Name">The first one's folder, and how many more there are.</param>
/// <param name="Runs">One or more.</param>
public sealed record RunGroup(string Name, IReadOnlyList<RunSummary> Runs)
{
    /// <summary>Puts those together that differ in their seed alone.</summary>
    public static IReadOnlyList<RunGroup> BySeed(IEnumerable<RunSummary> runs) =>
        [.. runs.GroupBy(run => (run.Options with { Seed = 0 }, run.Dataset)).Select(group => Named([.. group]))];

    /// <summary>Groups to compare: those of <see cref="BySeed"/>, or where that is a single one, each run by itself.</summary>
    public static IReadOnlyList<RunGroup> Of(IReadOnlyList<RunSummary> runs) =>
        BySeed(runs) is { Count: > 1 } groups ? groups : [.. runs.Select(run => Named([run]))];

    /// <summary>The interquartile mean over the seeds of each figure that all of the runs have, with its interval.</summary>
    public IReadOnlyList<RunFigure> InterquartileMeans() =>
    [
        .. from figure in Runs[0].Figures
           let values = Runs.SelectMany(run => run.Figures).Where(f => f.Name == figure.Name).Select(f => f.Value).ToArray()
           where values.Length == Runs.Count
           let mean = InterquartileMean.Estimate(values, new Rng(1))
           select new RunFigure(figure.Name, mean.Mean, mean.Low, mean.High),
    ];

    private static RunGroup Named(RunSummary[] runs) =>
        new(runs.Length == 1 ? runs[0].Path : FormattableString.Invariant($"{runs[0].Path} and {runs.Length - 1} more"), runs);
}
