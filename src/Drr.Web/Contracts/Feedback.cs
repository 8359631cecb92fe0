using System.Text.Json.Serialization;

namespace Drr.Web.Contracts;

/// <summary>What a user did with a film.</summary>
public enum FeedbackAction
{
    /// <summary>Liked it: the highest rating of the scale.</summary>
    [JsonStringEnumMemberName("like")]
    Like,

    /// <summary>Disliked it: the lowest rating of the scale.</summary>
    [JsonStringEnumMemberName("dislike")]
    Dislike,

    /// <summary>Looked at it. Carries no rating: it leaves the state alone, and the film may be shown again.</summary>
    [JsonStringEnumMemberName("click")]
    Click,

    /// <summary>Gave it a rating.</summary>
    [JsonStringEnumMemberName("rate")]
    Rate,
}

/// <summary>Feedback of a user.</summary>
/// <param name="MovieId">The film.</param>
/// <param name="Action">What the user did.</param>
/// <param name="Rating">Stars, a value of the data set's scale; for <c>rate</c>, and for nothing else.</param>
public sealed record NewFeedback(int MovieId, FeedbackAction Action, float? Rating = null);

/// <summary>Feedback that is on the disk and counts.</summary>
/// <param name="Id">To undo it.</param> <param name="UserId">Who gave it.</param> <param name="MovieId">About which film.</param>
/// <param name="Action">What the user did.</param>
/// <param name="Rating">The stars that it stands for; <c>null</c> for a click.</param>
/// <param name="Time">When it was taken.</param>
/// <param name="State">The films of the user's state now, the latest first.</param>
public sealed record FeedbackReceipt(
    long Id, int UserId, int MovieId, FeedbackAction Action, float? Rating, DateTimeOffset Time, IReadOnlyList<Film> State);
