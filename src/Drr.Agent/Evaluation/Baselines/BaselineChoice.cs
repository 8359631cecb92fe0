namespace Drr.Agent.Evaluation.Baselines;

/// <summary>A baseline with settings.</summary>
/// <param name="Settings">In words, such as <c>lambda 500</c>; empty when there are none.</param>
/// <param name="Fit">Fits it on training rows, or stops.</param>
public sealed record BaselineChoice(string Settings, Func<CancellationToken, IScorer> Fit);
