namespace Drr.Export.Tables;

/// <summary>A column of a table, or of a group of its rows.</summary>
/// <param name="Name">The same in every group.</param>
/// <param name="Values">int[], float[] or string[], one element a row.</param>
public sealed record Column(string Name, Array Values);
