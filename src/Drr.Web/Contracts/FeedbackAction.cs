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
