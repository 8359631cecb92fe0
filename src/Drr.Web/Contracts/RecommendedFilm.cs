namespace Drr.Web.Contracts;

/// <summary>A film of a list.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Film">The film.</param>
/// <param name="Score">What it was ordered by; scores of different models cannot be compared.</param>
/// <param name="Why">Films of the state that put it ahead, the strongest first; at most three, none where the state does not.</param>
public sealed record RecommendedFilm(int Rank, Film Film, float Score, IReadOnlyList<Reason> Why);
