namespace Drr.Agent.Evaluation.Baselines;

/// <summary>With which settings a baseline stands in a table.</summary>
/// <param name="Scorer">Its name.</param>
/// <param name="Settings">In words.</param>
/// <param name="Tried">Settings that were compared on validation rows; 1 when the default was taken.</param>
/// <param name="Validation">The measure on validation rows that chose it; <c>null</c> when nothing was compared.</param>
public sealed record BaselineNote(string Scorer, string Settings, int Tried, double? Validation);
