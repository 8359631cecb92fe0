namespace Drr.Web.Contracts;

/// <summary>The data set that is served.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Users">Users, without those made on the page.</param>
/// <param name="Films">Films of the catalogue.</param>
/// <param name="RatedFilms">Films with a rating.</param>
/// <param name="Ratings">Ratings, without feedback.</param>
/// <param name="Sparsity">Share of the pairs of user and rated film without a rating, in [0, 1].</param>
/// <param name="MeanStars">Mean of all ratings.</param>
/// <param name="LowestStar">Of the scale.</param>
/// <param name="HighestStar">Of the scale.</param>
/// <param name="StarStep">Between two ratings of the scale: 1 or 0.5.</param>
/// <param name="FirstRating">When the earliest rating was given.</param>
/// <param name="LastRating">When the latest one was given; windows of the trending list end here.</param>
/// <param name="Stars">Every rating of the scale, ascending.</param>
/// <param name="Genres">The one with most ratings first.</param>
/// <param name="AgeGroups">What <c>ageGroup</c> of a user may be, youngest first.</param>
/// <param name="Occupations">What <c>occupation</c> of a user may be, in the order of the alphabet.</param>
/// <param name="CreatedUsers">Users made on the page.</param>
/// <param name="Feedback">Feedback that counts: given and not undone.</param>
/// <param name="Model">The agent that answers; <c>null</c> until there is one.</param>
public sealed record DatasetSummary(
    string Name, int Users, int Films, int RatedFilms, int Ratings, double Sparsity, double MeanStars, float LowestStar,
    float HighestStar, float StarStep, DateTimeOffset FirstRating, DateTimeOffset LastRating, IReadOnlyList<StarShare> Stars,
    IReadOnlyList<GenreShare> Genres, IReadOnlyList<string> AgeGroups, IReadOnlyList<string> Occupations, int CreatedUsers,
    int Feedback, ModelSummary? Model);
