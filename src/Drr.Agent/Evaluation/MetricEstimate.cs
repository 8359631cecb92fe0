namespace Drr.Agent.Evaluation;

/// <summary>A mean over users with its 95 % bootstrap interval.</summary>
/// <param name="Mean">Over the users for whom the measure is defined; 0 if there is none.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
/// <param name="Users">n: users for whom the measure is defined.</param>
public readonly record struct MetricEstimate(double Mean, double Low, double High, int Users);
