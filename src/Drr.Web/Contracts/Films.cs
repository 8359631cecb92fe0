namespace Drr.Web.Contracts;

/// <summary>Films that a search found, or that were asked for by id.</summary>
/// <param name="Items">The best match first, or in the order asked for.</param>
public sealed record FilmList(IReadOnlyList<Film> Items);

/// <summary>What there is to say of a film.</summary>
/// <param name="Film">The film.</param>
/// <param name="Ratings">Ratings of the data set.</param>
/// <param name="RatingsRank">Its place among the films by number of ratings, from 1.</param>
/// <param name="MeanStars">Their mean; <c>null</c> without ratings.</param>
/// <param name="LikedShare">Share of them above the middle of the scale, in [0, 1]; <c>null</c> without ratings.</param>
/// <param name="Stars">How often each rating was given.</param>
/// <param name="Groups">Who rated it, by age group; empty where no age is known.</param>
/// <param name="Times">Its ratings over time, a part of equal length each, the earliest first.</param>
/// <param name="Similar">The films nearest to it in the agent's space, the nearest first; empty without an agent.</param>
public sealed record FilmFacts(
    Film Film, int Ratings, int RatingsRank, double? MeanStars, double? LikedShare, IReadOnlyList<StarShare> Stars,
    IReadOnlyList<GroupShare> Groups, IReadOnlyList<TimeShare> Times, IReadOnlyList<SimilarFilm> Similar);

/// <summary>What an age group thinks of a film.</summary>
/// <param name="Name">The age group.</param> <param name="Ratings">Of the film, by the group.</param>
/// <param name="LikedShare">Share of them above the middle of the scale, in [0, 1].</param>
public sealed record GroupShare(string Name, int Ratings, double LikedShare);

/// <summary>A film's ratings in a part of the data set's time.</summary>
/// <param name="From">Where the part begins.</param> <param name="Ratings">Ratings in it.</param>
/// <param name="MeanStars">Their mean; <c>null</c> without ratings.</param>
public sealed record TimeShare(DateTimeOffset From, int Ratings, double? MeanStars);

/// <summary>A film near another one.</summary>
/// <param name="Film">The film.</param>
/// <param name="Cosine">Of the angle between the two films' vectors, at most 1.</param>
public sealed record SimilarFilm(Film Film, float Cosine);
