using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Runs;
using Drr.Tensors;

namespace Drr.Cli.Sweeps;

/// <summary>The trials of a sweep, best first, and where seeds were varied what the other settings give over them.</summary>
/// <param name="Metric">What they are ordered by.</param> <param name="Settings">What was varied.</param>
/// <param name="Trials">Best first, those without a figure last.</param>
/// <param name="OverSeeds">Best mean first; empty if seeds were not varied.</param>
internal sealed record SweepReport(
    string Metric, IReadOnlyList<string> Settings, IReadOnlyList<SweepRow> Trials, IReadOnlyList<SeedRow> OverSeeds)
{
    private const string Seed = "seed";
    private const int Resamples = 2_000;

    /// <summary>Reads the trials' folders.</summary>
    internal static SweepReport Of(string folder, SweepPlan plan, IReadOnlyDictionary<string, string> failed)
    {
        var rows = plan.Trials.Select(trial => Row(folder, trial, failed.GetValueOrDefault(trial.Name))).ToArray();
        var metric = rows.Select(row => row.Metric).FirstOrDefault(name => name is not null) ?? "validation";
        SweepRow[] sorted = [.. rows.OrderByDescending(row => row.Figure ?? double.NegativeInfinity)];
        return new(metric, plan.Settings, sorted, Seeds(plan, sorted));
    }

    private static SweepRow Row(string folder, SweepTrial trial, string? fault)
    {
        var path = Path.Combine(folder, trial.Name);
        if (!RunFolder.IsRun(path))
        {
            return new(trial.Name, trial.Values, null, 0, "not begun", null, fault);
        }

        var summary = RunSummary.Of(RunFolder.Open(path));
        var figure = summary.Figures.FirstOrDefault(f => f.Name.StartsWith("validation", StringComparison.Ordinal));
        var status = fault is null ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{summary.Status}") : "failed";
        return new(trial.Name, trial.Values, figure?.Value, summary.Steps, status, figure?.Name, fault);
    }

    private static SeedRow[] Seeds(SweepPlan plan, SweepRow[] rows)
    {
        var place = plan.Settings.ToList().FindIndex(path => path.Equals(Seed, StringComparison.OrdinalIgnoreCase));
        if (place < 0)
        {
            return [];
        }

        string[] Others(SweepRow row) => [.. row.Values.Where((_, i) => i != place)];
        var groups = rows.Where(row => row.Figure is not null).GroupBy(row => string.Join('\n', Others(row)));
        return [.. groups.Select(group =>
        {
            double[] figures = [.. group.Select(row => row.Figure!.Value)];
            var estimate = Bootstrap.Estimate([figures], new Rng(1), Resamples)[0];
            return new SeedRow(Others(group.First()), figures.Length, estimate.Mean, estimate.Low, estimate.High);
        }).OrderByDescending(row => row.Mean)];
    }
}

/// <summary>A trial.</summary>
/// <param name="Trial">Its folder's name.</param> <param name="Values">Of the varied settings.</param>
/// <param name="Figure">The best validation figure; <c>null</c> before the first.</param> <param name="Steps">Made.</param>
/// <param name="Status">How far it is.</param> <param name="Metric">Of the figure.</param> <param name="Fault">Why it
/// failed.</param>
internal sealed record SweepRow(
    string Trial, IReadOnlyList<string> Values, double? Figure, long Steps, string Status, string? Metric, string? Fault);

/// <summary>What settings give over seeds.</summary>
/// <param name="Values">Of the varied settings but the seed.</param> <param name="Seeds">How many.</param>
/// <param name="Mean">Of the figures.</param> <param name="Low">Of the 95 % bootstrap interval over seeds.</param>
/// <param name="High">Its other end.</param>
internal sealed record SeedRow(IReadOnlyList<string> Values, int Seeds, double Mean, double Low, double High);
