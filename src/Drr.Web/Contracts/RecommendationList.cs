namespace Drr.Web.Contracts;

/// <summary>A user's list. The same state, model and exclusions give the same list.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Model">Who was asked.</param>
/// <param name="AnsweredBy">Who answered: popularity where the user has liked nothing yet, of which a state could be made.</param>
/// <param name="ModelVersion">Which agent answered; <c>null</c> for the others.</param>
/// <param name="State">The films that the user's state remembers, the latest first.</param>
/// <param name="Items">Best first; none that the user has rated.</param>
public sealed record RecommendationList(
    int UserId, RecommendationModel Model, RecommendationModel AnsweredBy, string? ModelVersion, IReadOnlyList<Film> State,
    IReadOnlyList<RecommendedFilm> Items);
