using System.ComponentModel.DataAnnotations;

namespace Drr.Web.Contracts;

/// <summary>What somebody said of a film.</summary>
/// <param name="MovieId">The film.</param>
/// <param name="Rating">Stars, a value of the data set's scale; above its middle the film was liked.</param>
public sealed record Verdict(int MovieId, float Rating);

/// <summary>Verdicts of somebody whom the service need not know; nothing of them is kept.</summary>
/// <param name="Verdicts">In the order in which they were given; at most 200. Of two on one film the later counts.</param>
/// <param name="Top">Films of a row, 1 to 40.</param>
/// <param name="Model">The model that orders them.</param>
/// <param name="Adventure">As in a request for a user's list.</param>
public sealed record DiscoveryRequest(
    [property: Required, MaxLength(200)] IReadOnlyList<Verdict> Verdicts,
    [property: Range(1, 40)] int Top = 12,
    RecommendationModel Model = RecommendationModel.Drr,
    [property: Range(0.0, 1.0)] float Adventure = 0);

/// <summary>Rows of films for these verdicts. The same verdicts, model and adventure give the same rows.</summary>
/// <param name="AnsweredBy">The model that answered: popularity where nothing was liked yet.</param>
/// <param name="ModelVersion">Which agent answered; <c>null</c> for the others.</param>
/// <param name="Verdicts">Those that count, with their films, in the order given.</param>
/// <param name="State">The films of the state, the latest first.</param>
/// <param name="Action">Where the agent's action points on the map of films; <c>null</c> for other models.</param>
/// <param name="Rows">The rows; no film is in two of them.</param>
/// <param name="Measure">What the first row is like.</param>
public sealed record Discovery(
    RecommendationModel AnsweredBy, string? ModelVersion, IReadOnlyList<JudgedFilm> Verdicts, IReadOnlyList<Film> State,
    MapPoint? Action, IReadOnlyList<FilmRow> Rows, ListMeasure Measure);

/// <summary>A film and what was said of it.</summary>
/// <param name="Film">The film.</param> <param name="Rating">In stars.</param>
/// <param name="Liked">Whether the rating is above the middle of the scale.</param>
public sealed record JudgedFilm(Film Film, float Rating, bool Liked);

/// <summary>Films that belong together.</summary>
/// <param name="Name"><c>forYou</c>, <c>hiddenGems</c> (the model's best outside of the fifth of the films that has most
/// ratings), <c>different</c> (of the model's best those farthest from the state), or <c>genre</c>.</param>
/// <param name="Genre">The genre of a row of that name; else <c>null</c>.</param>
/// <param name="Items">Ranks are those of the model's whole list.</param>
public sealed record FilmRow(string Name, string? Genre, IReadOnlyList<RecommendedFilm> Items);

/// <summary>How far a list goes from what is known.</summary>
/// <param name="Novelty">Mean over its films of the share of the catalogue's films that have more ratings, in [0, 1].</param>
/// <param name="Distance">Mean over its films of (1 - cosine of the film's vector and the state's) / 2, in [0, 1]; <c>null</c>
/// without an agent or a state.</param>
public sealed record ListMeasure(double Novelty, double? Distance);
