namespace Drr.Web.Contracts;

/// <summary>Feedback that is on the disk and counts.</summary>
/// <param name="Id">To undo it.</param> <param name="UserId">Who gave it.</param> <param name="MovieId">About which film.</param>
/// <param name="Action">What the user did.</param> <param name="Rating">The stars that it stands for; <c>null</c> for a click.</param>
/// <param name="Time">When it was taken.</param>
/// <param name="State">The films that the user's state remembers now, the latest first.</param>
public sealed record FeedbackReceipt(
    long Id, int UserId, int MovieId, FeedbackAction Action, float? Rating, DateTimeOffset Time, IReadOnlyList<Film> State);
