namespace Drr.Agent;

/// <summary>How a training run ended.</summary>
/// <param name="Run">The run folder.</param>
/// <param name="Steps">Environment steps made.</param>
/// <param name="Finished">Whether those are all that there will be; false after an interruption.</param>
/// <param name="StoppedEarly">Whether it ended because validation figures no longer got better.</param>
/// <param name="BestFigure">The best validation figure: precision@10, or in the simulator the reward of a session; <c>null</c> if
/// the run was not validated.</param>
public sealed record TrainingOutcome(string Run, long Steps, bool Finished, bool StoppedEarly, double? BestFigure);
