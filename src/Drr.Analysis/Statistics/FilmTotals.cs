using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>Sums over each film's ratings; several of the statistics start from them.</summary>
internal static class FilmTotals
{
    /// <summary>[items]: the moments of each item's stars.</summary>
    internal static Moments[] Of(RatingDataset dataset) => Of(dataset, _ => true);

    /// <summary>[items]: the same over the ratings of the users (dense ids) that <paramref name="includes"/> accepts.</summary>
    internal static Moments[] Of(RatingDataset dataset, Func<int, bool> includes)
    {
        var totals = new Moments[dataset.Items.Count];
        for (var user = 0; user < dataset.Users.Count; user++)
        {
            if (includes(user))
            {
                foreach (ref readonly var rating in dataset.HistoryOf(user))
                {
                    totals[rating.Item] = totals[rating.Item].Add(rating.Value);
                }
            }
        }

        return totals;
    }
}

/// <summary>Films of about the same popularity.</summary>
/// <param name="FewestRatings">Of the least rated of them.</param>
/// <param name="MostRatings">Of the most rated of them.</param>
/// <param name="MedianRatings">Half have fewer.</param>
/// <param name="MedianStars">Half have a lower mean.</param>
public sealed record QualityMedian(int FewestRatings, int MostRatings, double MedianRatings, double MedianStars);
