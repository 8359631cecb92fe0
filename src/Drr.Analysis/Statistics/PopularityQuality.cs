using System.Text.Json.Serialization;
using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>Whether films that are rated often are rated well.</summary>
/// <param name="Films">Each film with more than <see cref="FewestRatings"/> ratings, by ascending number of ratings.</param>
/// <param name="RankCorrelation">Spearman's, of number of ratings and mean stars, in [-1, 1].</param>
/// <param name="Medians">The films in ten parts of equal size, from the least rated to the most.</param>
public sealed record PopularityQuality(
    [property: JsonIgnore] IReadOnlyList<ItemCount> Films, double RankCorrelation, IReadOnlyList<QualityMedian> Medians)
{
    /// <summary>A film must have more than this.</summary>
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
                part[0].Ratings, part[^1].Ratings, Median([.. part.Select(f => (double)f.Ratings)]),
                Median([.. part.Select(f => f.MeanStars)])));
        return new(films, Spearman(films), [.. medians]);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static double Spearman(ItemCount[] films)
    {
        var (x, y) = (Ranks([.. films.Select(f => (double)f.Ratings)]), Ranks([.. films.Select(f => f.MeanStars)]));
        var middle = (films.Length - 1) / 2.0; // the mean rank, ties or not
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < films.Length; i++)
        {
            var (dx, dy) = (x[i] - middle, y[i] - middle);
            (xy, xx, yy) = (xy + (dx * dy), xx + (dx * dx), yy + (dy * dy));
        }

        return xx * yy == 0 ? 0 : xy / Math.Sqrt(xx * yy);
    }

    /// <summary>Places from 0; equal values share the mean of theirs.</summary>
    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var ranks = new double[values.Length];
        for (var (first, next) = (0, 0); first < order.Length; first = next)
        {
            while (next < order.Length && values[order[next]].Equals(values[order[first]]))
            {
                next++;
            }

            foreach (var tied in order.AsSpan(first..next))
            {
                ranks[tied] = (first + next - 1) / 2.0;
            }
        }

        return ranks;
    }
}
