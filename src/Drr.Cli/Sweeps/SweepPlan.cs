using System.Globalization;
using Drr.Agent;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using Drr.Tensors;

namespace Drr.Cli.Sweeps;

/// <summary>The trials of a sweep: every draw with every point of the grid.</summary>
/// <param name="Settings">What is varied, by path.</param> <param name="Trials">In order.</param>
internal sealed record SweepPlan(IReadOnlyList<string> Settings, IReadOnlyList<SweepTrial> Trials)
{
    private const int MostTrials = 10_000;

    /// <summary>Puts the trials together; the same arguments and seed give the same.</summary>
    /// <param name="grid">Arguments of <c>--grid</c>.</param>
    /// <param name="random">Arguments of <c>--random</c>: how many draws, then what is drawn.</param>
    /// <param name="start">The settings that are not varied.</param>
    /// <exception cref="UsageException">An argument is wrong, or gives a setting a value that it cannot have; the message lists
    /// every fault.</exception>
    internal static SweepPlan Of(IReadOnlyList<string> grid, IReadOnlyList<string> random, DrrOptions start)
    {
        var faults = new List<string>();
        SweepAxis[] gridAxes = [.. grid.Select(text => SweepAxis.Grid(text, faults)).OfType<SweepAxis>()];
        var draws = Count(random, faults);
        SweepAxis[] drawn = [.. random.Skip(1).Select(text => SweepAxis.Random(text, faults)).OfType<SweepAxis>()];
        string[] settings = [.. drawn.Concat(gridAxes).Select(axis => axis.Path)];
        faults.AddRange(settings.GroupBy(path => path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} is varied twice; give all its values at once."));
        faults.AddRange(SettingFaults(start, [.. drawn.Concat(gridAxes)]));
        var count = gridAxes.Aggregate((long)draws, (product, axis) => Math.Min(product * axis.Values.Count, int.MaxValue));
        if (count > MostTrials)
        {
            faults.Add($"These are {count} trials; at most {MostTrials} are allowed.");
        }

        if (settings.Length == 0 && faults.Count == 0)
        {
            faults.Add("Nothing is varied; give --grid or --random.");
        }

        return faults.Count > 0 ? throw new UsageException(faults) : new(settings, Make(gridAxes, drawn, draws, start));
    }

    private static int Count(IReadOnlyList<string> random, List<string> faults)
    {
        if (random.Count == 0)
        {
            return 1;
        }

        var isNumber = int.TryParse(random[0], NumberStyles.None, CultureInfo.InvariantCulture, out var draws);
        if (isNumber && draws > 0 && random.Count > 1)
        {
            return draws;
        }

        faults.Add(
            $"--random {random[0]}: must be a number of draws and what is drawn, such as --random 20 policy.noise=0.1..0.5.");
        return 1;
    }

    /// <summary>Checks each value by itself, so that one run reports every invalid one.</summary>
    private static IReadOnlyList<string> SettingFaults(DrrOptions start, SweepAxis[] axes)
    {
        var layers = new SettingLayers(start);
        foreach (var axis in axes)
        {
            foreach (var value in axis.Values.Distinct())
            {
                layers.AddText(axis.Path, value, $"{axis.Path}={value}");
            }
        }

        return [.. layers.Faults.Distinct()];
    }

    private static List<SweepTrial> Make(SweepAxis[] grid, SweepAxis[] drawn, int draws, DrrOptions start)
    {
        var (trials, rng) = (new List<SweepTrial>(), new Rng(start.Seed).Fork("sweep"));
        for (var draw = 0; draw < draws; draw++)
        {
            string[] values = [.. drawn.Select(axis => axis.Draw(rng))];
            foreach (var point in Points(values, grid))
            {
                var layers = new SettingLayers(start);
                foreach (var (axis, value) in drawn.Concat(grid).Zip(point))
                {
                    layers.AddText(axis.Path, value, axis.Path);
                }

                var name = string.Create(CultureInfo.InvariantCulture, $"trial-{trials.Count + 1:000}");
                trials.Add(new(name, point, layers.Resolve()));
            }
        }

        return trials;
    }

    /// <summary>The values drawn, followed by each point of the grid in turn.</summary>
    private static IEnumerable<string[]> Points(string[] drawn, SweepAxis[] grid)
    {
        IEnumerable<string[]> points = [drawn];
        foreach (var axis in grid)
        {
            points = points.SelectMany(_ => axis.Values, (point, value) => (string[])[.. point, value]);
        }

        return points;
    }
}

/// <summary>A run of a sweep.</summary>
/// <param name="Name">Of its folder.</param> <param name="Values">Of the varied settings, in the plan's order.</param>
/// <param name="Options">All its settings.</param>
internal sealed record SweepTrial(string Name, IReadOnlyList<string> Values, DrrOptions Options);
