namespace Drr.Web.Contracts;

/// <summary>A film of the state that speaks for another.</summary>
/// <param name="Film">The film of the state.</param>
/// <param name="Contribution">Its share of how far the state moves the other film ahead of the mean score of all films; above 0.</param>
public sealed record Reason(Film Film, float Contribution);
