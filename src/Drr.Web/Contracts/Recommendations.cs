using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Drr.Web.Contracts;

/// <summary>The model that orders the films.</summary>
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

/// <summary>What list is wanted.</summary>
/// <param name="Top">Films, 1 to 100.</param>
/// <param name="Model">The model that orders them.</param>
/// <param name="Exclude">Films not to show, such as those skipped; at most 1,000.</param>
/// <param name="Adventure">a from 0, the model's own list, to 1. Of the model's best 10 x <c>top</c> films the list has those
/// with the largest (1 - a) x score + a x (novelty + distance) / 2, each of the three scaled so that the smallest of these films
/// is 0 and the largest 1. Novelty is the share of films with more ratings; distance is (1 - cosine) / 2 of the film's vector
/// and the state's, and counts as novelty does where there is no agent or no state.</param>
public sealed record RecommendationRequest(
    [property: Range(1, 100)] int Top = 10,
    RecommendationModel Model = RecommendationModel.Drr,
    [property: MaxLength(1000)] IReadOnlyList<int>? Exclude = null,
    [property: Range(0.0, 1.0)] float Adventure = 0);

/// <summary>A user's list. The same ratings, model and exclusions give the same list.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Model">The model that was asked for.</param>
/// <param name="AnsweredBy">The model that answered: popularity where the user has liked nothing yet.</param>
/// <param name="ModelVersion">Which agent answered; <c>null</c> for the others.</param>
/// <param name="State">The films of the user's state, the latest first.</param>
/// <param name="Items">Best first; none that the user has rated.</param>
public sealed record RecommendationList(
    int UserId, RecommendationModel Model, RecommendationModel AnsweredBy, string? ModelVersion, IReadOnlyList<Film> State,
    IReadOnlyList<RecommendedFilm> Items);

/// <summary>A film of a list.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Film">The film.</param>
/// <param name="Score">What the model orders by; scores of different models cannot be compared.</param>
/// <param name="Why">Liked films that move it ahead, the strongest first; at most three, none where no liked film does.</param>
public sealed record RecommendedFilm(int Rank, Film Film, float Score, IReadOnlyList<Reason> Why);

/// <summary>A liked film that moves another one ahead.</summary>
/// <param name="Film">The liked film.</param>
/// <param name="Contribution">Its share of how far the other film lies ahead of the mean score of all films; above 0.</param>
public sealed record Reason(Film Film, float Contribution);
