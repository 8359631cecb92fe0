namespace Drr.Web.Contracts;

/// <summary>A film of the trending list.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Film">The film.</param>
/// <param name="Score">Mean rating of the window, drawn towards the window's mean as if there were ten more ratings of that value.</param>
/// <param name="RecentRatings">Ratings of the window.</param>
/// <param name="RecentMean">Their mean.</param>
/// <param name="AllRatings">Ratings of all time.</param>
public sealed record TrendingItem(int Rank, Film Film, double Score, int RecentRatings, double RecentMean, int AllRatings);
