namespace Drr.Agent.Evaluation;

/// <summary>The outcome of a protocol; values only, so that it can be written as JSON and read back.</summary>
/// <param name="Card">What the figures mean.</param>
/// <param name="Sections">The tables; one without users is left out.</param>
public sealed record EvaluationReport(EvaluationCard Card, IReadOnlyList<EvaluationSection> Sections)
{
    /// <summary>The section of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public EvaluationSection Section(string name) => Sections.FirstOrDefault(section => section.Name == name)
        ?? throw new KeyNotFoundException($"No section '{name}'; there are {string.Join(", ", Sections.Select(s => s.Name))}.");
}
