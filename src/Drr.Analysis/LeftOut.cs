namespace Drr.Analysis;

/// <summary>What the data do not allow.</summary>
/// <param name="Figure">The figure's title.</param>
/// <param name="Reason">What is missing.</param>
public sealed record LeftOut(string Figure, string Reason);
