namespace Drr.Agent.Embeddings;

/// <summary>Where a fit stands after a pass.</summary>
/// <param name="Pass">From 1.</param>
/// <param name="TrainingError">Root mean square error on the rows fitted on; what it is the error of, the method says.</param>
/// <param name="ValidationError">The same on validation rows; NaN when there are none.</param>
public readonly record struct FitProgress(int Pass, double TrainingError, double ValidationError);
