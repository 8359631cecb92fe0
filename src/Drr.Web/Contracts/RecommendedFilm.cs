namespace Drr.Web.Contracts;

/// <summary>A film of a list.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Film">The film.</param>
/// <param name="Score">What it was ordered by; scores of different models cannot be compared.</param>
/// <param name="Why">Films of the state that speak for it, the strongest first; at most three, none for popularity.</param>
public sealed record RecommendedFilm(int Rank, Film Film, float Score, IReadOnlyList<Reason> Why);
