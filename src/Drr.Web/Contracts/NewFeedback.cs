namespace Drr.Web.Contracts;

/// <summary>Feedback of a user.</summary>
/// <param name="MovieId">The film.</param>
/// <param name="Action">What the user did.</param>
/// <param name="Rating">Stars, a value of the data set's scale; for <c>rate</c>, and for nothing else.</param>
public sealed record NewFeedback(int MovieId, FeedbackAction Action, float? Rating = null);
