namespace Drr.Agent;

/// <summary>How a training run ended.</summary>
/// <param name="Run">The run folder.</param>
/// <param name="Steps">Environment steps made.</param>
/// <param name="Finished">Whether those are all; false after an interruption.</param>
/// <param name="BestFigure">The best validation figure: precision@10, or in the simulator the reward of a session; <c>null</c> if
/// the run was not validated.</param>
public sealed record TrainingOutcome(string Run, long Steps, bool Finished, double? BestFigure);
