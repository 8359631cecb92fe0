namespace Drr.Web.Contracts;

/// <summary>A user, in words.</summary>
/// <param name="Id">The raw id.</param>
/// <param name="Name">Of a user made on the page; <c>null</c> for users of the data set, who have none.</param>
/// <param name="Gender"><c>female</c> or <c>male</c>, where known.</param>
/// <param name="AgeGroup">Such as <c>25 to 34</c>, where known.</param>
/// <param name="Occupation">Where known.</param>
/// <param name="Ratings">Films rated, feedback included.</param>
/// <param name="Liked">Those of them that were liked.</param>
/// <param name="MeanStars">Mean rating; <c>null</c> without ratings.</param>
/// <param name="FirstRating">When the first was given.</param>
/// <param name="LastRating">When the last was given.</param>
/// <param name="Created">Whether the user was made on the page.</param>
public sealed record UserProfile(
    int Id, string? Name, string? Gender, string? AgeGroup, string? Occupation, int Ratings, int Liked, double? MeanStars,
    DateTimeOffset? FirstRating, DateTimeOffset? LastRating, bool Created);
