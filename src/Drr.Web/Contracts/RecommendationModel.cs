using System.Text.Json.Serialization;

namespace Drr.Web.Contracts;

/// <summary>Who orders the films.</summary>
public enum RecommendationModel
{
    /// <summary>The trained agent.</summary>
    [JsonStringEnumMemberName("drr")]
    Drr,

    /// <summary>Films rated by those who rated the films of the state.</summary>
    [JsonStringEnumMemberName("item-cosine")]
    ItemCosine,

    /// <summary>Films that most users liked.</summary>
    [JsonStringEnumMemberName("popularity")]
    Popularity,
}
