namespace Drr.Analysis.Statistics;

/// <summary>A quarter of a year, in UTC.</summary>
/// <param name="Year">The year.</param>
/// <param name="Quarter">1 to 4.</param>
/// <param name="Ratings">Given in it.</param>
public sealed record QuarterCount(int Year, int Quarter, int Ratings);
