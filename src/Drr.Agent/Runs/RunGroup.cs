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

    /// <summary>The runs of each seed. The same seed run twice is one experiment, and says nothing of the spread over
    /// seeds.</summary>
    public IEnumerable<IGrouping<ulong, RunSummary>> Seeds => Runs.GroupBy(run => run.Options.Seed);

    /// <summary>The interquartile mean over the seeds of each figure that all of the runs have, with its interval; of the runs of
    /// one seed it takes the mean.</summary>
    public IReadOnlyList<RunFigure> InterquartileMeans() =>
    [
        .. from figure in Runs[0].Figures
           where Runs.All(run => run.Figures.Any(f => f.Name == figure.Name))
           let values = Seeds.Select(seed => seed.Average(run => run.Figures.First(f => f.Name == figure.Name).Value)).ToArray()
           let mean = InterquartileMean.Estimate(values, new Rng(1))
           select new RunFigure(figure.Name, mean.Mean, mean.Low, mean.High),
    ];

    private static RunGroup Named(RunSummary[] runs) =>
        new(runs.Length == 1 ? runs[0].Path : FormattableString.Invariant($"{runs[0].Path} and {runs.Length - 1} more"), runs);
}
