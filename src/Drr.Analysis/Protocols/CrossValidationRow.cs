namespace Drr.Analysis.Protocols;

/// <summary>One model's line.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Values">By the name of the measure.</param>
public sealed record CrossValidationRow(string Model, IReadOnlyDictionary<string, FoldSpread> Values);
