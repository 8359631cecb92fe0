using System.Text.Json.Serialization;
using Drr.Agent.Data;
using MathNet.Numerics.Statistics;

namespace Drr.Analysis.Statistics;

/// <summary>Whether films that are rated often are rated well.</summary>
/// <param name="Films">Each film with more than <see cref="FewestRatings"/> ratings, by ascending number of ratings.</param>
/// <param name="RankCorrelation">Spearman's, of number of ratings and mean stars, in [-1, 1].</param>
/// <param name="Medians">The films in ten parts of equal size, from the least rated to the most.</param>
public sealed record PopularityQuality(
    [property: JsonIgnore] IReadOnlyList<ItemCount> Films, double RankCorrelation, IReadOnlyList<QualityMedian> Medians)
{
    /// <summary>A film must have more than this many ratings.</summary>
    public const int FewestRatings = 50;

    private const int Parts = 10;

    /// <summary>How many films have enough ratings.</summary>
    public int Count => Films.Count;

    /// <summary>Compares a data set's films; <c>null</c> if fewer than twenty have enough ratings.</summary>
    public static PopularityQuality? Of(RatingDataset dataset)
    {
        var totals = FilmTotals.Of(dataset);
        ItemCount[] films =
        [
            .. Enumerable.Range(0, totals.Length).Where(item => totals[item].Count > FewestRatings)
                .Select(item => new ItemCount(dataset.Items[item], totals[item].Count, totals[item].Mean))
                .OrderBy(film => film.Ratings),
        ];
        if (films.Length < 2 * Parts)
        {
            return null;
        }

        var medians = Enumerable.Range(0, Parts)
            .Select(part => films[(part * films.Length / Parts)..((part + 1) * films.Length / Parts)])
            .Select(part => new QualityMedian(
                part[0].Ratings, part[^1].Ratings, part.Select(f => (double)f.Ratings).Median(),
                part.Select(f => f.MeanStars).Median()));
        return new(films, Spearman(films), [.. medians]);
    }

    /// <summary>0 where all films have the same number of ratings or the same mean.</summary>
    private static double Spearman(ItemCount[] films)
    {
        var correlation = Correlation.Spearman(films.Select(f => (double)f.Ratings), films.Select(f => f.MeanStars));
        return double.IsNaN(correlation) ? 0 : correlation;
    }
}

/// <summary>Sums over each film's ratings, from which several statistics start.</summary>
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
