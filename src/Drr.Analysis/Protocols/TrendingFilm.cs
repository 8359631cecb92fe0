using Drr.Agent.Data;

namespace Drr.Analysis.Protocols;

/// <summary>A film of the list for everybody.</summary>
/// <param name="Film">The film.</param>
/// <param name="Score">Its ratings, each by the weight of its week.</param>
/// <param name="Weeks">Its ratings of each week, the latest first.</param>
public sealed record TrendingFilm(Item Film, double Score, IReadOnlyList<int> Weeks);
