using System.Text.Json;
using Drr.Agent.Runs;

namespace Drr.Analysis.Training;

/// <summary>The contents of <c>metrics.jsonl</c>, of one run or of one run per seed.</summary>
/// <param name="Name">Shown in a legend.</param>
/// <param name="Runs">The lines of each run.</param>
public sealed record TrainingLog(string Name, IReadOnlyList<IReadOnlyList<JsonElement>> Runs)
{
    /// <summary>Reads runs that differ in their seed at most.</summary>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    public static TrainingLog Of(string name, params IEnumerable<RunFolder> runs) =>
        new(name, [.. runs.Select(run => run.ReadMetricLines())]);

    /// <summary>A field of a stage's lines, one curve for each run; runs that lack it are left out.</summary>
    public IReadOnlyList<Curve> Curves(string stage, string field) =>
        [.. Runs.Select(run => Of(run, stage, field)).OfType<Curve>()];

    private static Curve? Of(IReadOnlyList<JsonElement> lines, string stage, string field)
    {
        var points =
            (from line in lines
             where line.GetProperty("stage").GetString() == stage && line.TryGetProperty(field, out _)
             select (Step: line.GetProperty("step").GetDouble(), Value: line.GetProperty(field).GetDouble())).ToArray();
        return points.Length == 0 ? null : new([.. points.Select(point => point.Step)], [.. points.Select(point => point.Value)]);
    }
}

/// <summary>A figure over the steps of a run.</summary>
/// <param name="Steps">Environment steps, ascending.</param>
/// <param name="Values">As measured, one a step.</param>
public sealed record Curve(IReadOnlyList<double> Steps, IReadOnlyList<double> Values)
{
    /// <summary>Points on either side that a smoothed value is the mean of: in all a tenth of the curve.</summary>
    public int Half => (Steps.Count + 19) / 20;

    /// <summary>Centred means; nearer to either end of fewer points, so that nothing is moved along the steps.</summary>
    public Curve Smoothed() =>
        new(Steps, [.. Steps.Select((_, i) => Values.Take(i + Half + 1).Skip(Math.Max(0, i - Half)).Average())]);

    /// <summary>The same steps, each value put through a function.</summary>
    public Curve Select(Func<double, double> value) => new(Steps, [.. Values.Select(value)]);

    /// <summary>Lowest, mean and highest value of several curves, point by point, as far as all of them go.</summary>
    /// <param name="curves">Of runs that reported at the same steps; one or more.</param>
    public static (Curve Low, Curve Mean, Curve High) Band(IReadOnlyList<Curve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        double[] steps = [.. curves[0].Steps.Take(curves.Min(curve => curve.Steps.Count))];
        Curve Of(Func<IEnumerable<double>, double> value) =>
            new(steps, [.. steps.Select((_, i) => value(curves.Select(curve => curve.Values[i])))]);
        return (Of(Enumerable.Min), Of(Enumerable.Average), Of(Enumerable.Max));
    }
}
