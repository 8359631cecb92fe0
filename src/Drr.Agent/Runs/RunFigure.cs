namespace Drr.Agent.Runs;

/// <summary>A figure of a run.</summary>
/// <param name="Name">What was measured, by which protocol, on which section.</param>
/// <param name="Value">The mean, or the figure itself.</param>
/// <param name="Low">Lower end of the 95 % interval; <c>null</c> where there is none.</param>
/// <param name="High">Its upper end.</param>
public sealed record RunFigure(string Name, double Value, double? Low = null, double? High = null);
