using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>What the ratings say of one film: one pass over all of them.</summary>
internal static class FilmStatistics
{
    private const int Parts = 24; // of the data set's time
    private const int Similar = 12;

    public static FilmFacts Of(int film, Catalogue catalogue, FilmMap? map)
    {
        var (data, stats) = (catalogue.Data, catalogue.Stats);
        Rating[] ratings = [.. data.Ratings.ToArray().Where(rating => rating.Item == film)];
        var length = Math.Max(1, (stats.LastTime - stats.FirstTime + 1 + Parts - 1) / Parts);
        var parts = ratings.ToLookup(rating => (int)((rating.Time - stats.FirstTime) / length), rating => (double)rating.Value);
        var groups =
            from rating in ratings
            let age = AgeGroups.Of(data.Users[rating.User])
            where age >= 0
            group rating by age into own
            orderby own.Key
            select new GroupShare(AgeGroups.Names[own.Key], own.Count(), own.Average(Liked));
        return new(
            catalogue.Films[film], ratings.Length, 1 + catalogue.RatingsOf.Count(count => count > ratings.Length),
            ratings.Length == 0 ? null : ratings.Average(rating => (double)rating.Value),
            ratings.Length == 0 ? null : ratings.Average(Liked),
            [
                .. from star in stats.Stars
                   let count = ratings.Count(rating => rating.Value == star.Stars)
                   select new StarShare(star.Stars, count, count / Math.Max(1.0, ratings.Length)),
            ],
            [.. groups],
            [
                .. Enumerable.Range(0, Parts).Select(part => new TimeShare(
                    Catalogue.Time(stats.FirstTime + (part * length)), parts[part].Count(),
                    parts[part].Any() ? parts[part].Average() : null)),
            ],
            [.. (map?.Nearest(film, Similar) ?? []).Select(near => new SimilarFilm(catalogue.Films[near.Film], near.Cosine))]);

        double Liked(Rating rating) => Reward.Of(rating.Value, data.Scale) > 0 ? 1 : 0;
    }
}
