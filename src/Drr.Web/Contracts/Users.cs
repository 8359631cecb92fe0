using System.ComponentModel.DataAnnotations;

namespace Drr.Web.Contracts;

/// <summary>A user to be made.</summary>
/// <param name="Name">1 to 40 characters, at least one of them no space.</param>
/// <param name="Gender"><c>female</c>, <c>male</c> or left out.</param>
/// <param name="AgeGroup">One of the data set's <c>ageGroups</c>, or left out.</param>
/// <param name="Occupation">One of the data set's <c>occupations</c>, or left out.</param>
public sealed record NewUser(
    [property: Required, StringLength(40, MinimumLength = 1)] string Name,
    [property: MinLength(1), RegularExpression("^(female|male)$", ErrorMessage = "Must be female or male.")]
    string? Gender = null,
    [property: StringLength(40)] string? AgeGroup = null,
    [property: StringLength(100)] string? Occupation = null);

/// <summary>A user, in words.</summary>
/// <param name="Id">The raw id.</param>
/// <param name="Name">Of a user made on the page; of a user of the data set the raw id where that is a text, and then
/// <c>id</c> counts from 1; else <c>null</c>.</param>
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

/// <summary>A page of users.</summary>
/// <param name="Page">From 1.</param> <param name="PageSize">Users of a full page.</param>
/// <param name="Total">Users that fit the query.</param> <param name="Items">Those of this page.</param>
public sealed record UserPage(int Page, int PageSize, int Total, IReadOnlyList<UserProfile> Items);

/// <summary>A part of a user's history, the latest first.</summary>
/// <param name="Items">Films rated or clicked; of a film rated twice the later rating.</param>
/// <param name="NextCursor">Asks for what comes before; <c>null</c> at the end.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryItem> Items, string? NextCursor);

/// <summary>A film of a user's history.</summary>
/// <param name="Film">The film.</param>
/// <param name="Rating">In stars; <c>null</c> for a click.</param>
/// <param name="Liked">Whether the rating is above the middle of the scale.</param>
/// <param name="Time">When.</param>
/// <param name="Action">Of feedback; <c>null</c> for a rating of the data set.</param>
/// <param name="FeedbackId">Of feedback, to undo it; <c>null</c> for a rating of the data set.</param>
public sealed record HistoryItem(
    Film Film, float? Rating, bool Liked, DateTimeOffset Time, FeedbackAction? Action, long? FeedbackId);
