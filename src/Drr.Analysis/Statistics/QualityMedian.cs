namespace Drr.Analysis.Statistics;

/// <summary>Films of about the same popularity.</summary>
/// <param name="FewestRatings">Of the least rated of them.</param>
/// <param name="MostRatings">Of the most rated of them.</param>
/// <param name="MedianRatings">Half have fewer.</param>
/// <param name="MedianStars">Half have a lower mean.</param>
public sealed record QualityMedian(int FewestRatings, int MostRatings, double MedianRatings, double MedianStars);
