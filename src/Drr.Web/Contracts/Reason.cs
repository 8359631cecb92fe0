namespace Drr.Web.Contracts;

/// <summary>A film of the state that speaks for another.</summary>
/// <param name="Film">The film of the state.</param>
/// <param name="Contribution">How far the score would fall if the state did not hold it; above 0.</param>
public sealed record Reason(Film Film, float Contribution);
