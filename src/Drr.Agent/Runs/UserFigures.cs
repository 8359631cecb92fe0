using Drr.Agent.Evaluation;

namespace Drr.Agent.Runs;

/// <summary>The values that the agent's row of an evaluation is the mean of: what two runs are compared by, user by user. Kept
/// beside the evaluation, which is to be read.</summary>
/// <param name="Sections">Of each section each column, one value a user; users in the order of the split, <c>null</c> where a
/// measure is not defined.</param>
public sealed record UserFigures(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?[]>> Sections)
{
    /// <summary>Those of an evaluation that was just made; one that was read back has none.</summary>
    public static UserFigures Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report.Sections.ToDictionary(
            section => section.Name,
            section => (IReadOnlyDictionary<string, double?[]>)section.Columns.Zip(section.FirstRow).ToDictionary(
                column => column.First, column => column.Second.Select(Defined).ToArray())));

        static double? Defined(double value) => double.IsNaN(value) ? null : value;
    }

    /// <summary>A column, NaN where not defined; <c>null</c> if there is none.</summary>
    public double[]? Column(string section, string column) =>
        Sections.TryGetValue(section, out var columns) && columns.TryGetValue(column, out var values)
            ? [.. values.Select(value => value ?? double.NaN)]
            : null;
}
