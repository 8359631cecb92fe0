using System.Text.Json;
using Drr.Agent.Runs;

namespace Drr.Analysis.Training;

/// <summary>What <c>metrics.jsonl</c> of one run, or of one run a seed, says.</summary>
/// <param name="Name">In a legend.</param>
/// <param name="Runs">The lines of each run.</param>
public sealed record TrainingLog(string Name, IReadOnlyList<IReadOnlyList<JsonElement>> Runs)
{
    /// <summary>Reads runs that differ in their seed at most.</summary>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    public static TrainingLog Of(string name, params IEnumerable<RunFolder> runs) =>
        new(name, [.. runs.Select(run => run.ReadMetricLines())]);

    /// <summary>A field of a stage's lines, a curve a run; runs that lack it are left out.</summary>
    public IReadOnlyList<Curve> Curves(string stage, string field) => [.. Runs.Select(run => Of(run, stage, field)).OfType<Curve>()];

    private static Curve? Of(IReadOnlyList<JsonElement> lines, string stage, string field)
    {
        var points =
            (from line in lines
             where line.GetProperty("stage").GetString() == stage && line.TryGetProperty(field, out _)
             select (Step: line.GetProperty("step").GetDouble(), Value: line.GetProperty(field).GetDouble())).ToArray();
        return points.Length == 0 ? null : new([.. points.Select(point => point.Step)], [.. points.Select(point => point.Value)]);
    }
}
