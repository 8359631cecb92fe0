namespace Drr.Web.Contracts;

/// <summary>A film of a user's history.</summary>
/// <param name="Film">The film.</param>
/// <param name="Rating">In stars; <c>null</c> for a click.</param>
/// <param name="Liked">Whether the state may hold it: the rating is above the middle of the scale.</param>
/// <param name="Time">When.</param>
/// <param name="Action">Of feedback; <c>null</c> for a rating of the data set.</param>
/// <param name="FeedbackId">Of feedback, to undo it; <c>null</c> for a rating of the data set.</param>
public sealed record HistoryItem(Film Film, float? Rating, bool Liked, DateTimeOffset Time, FeedbackAction? Action, long? FeedbackId);
