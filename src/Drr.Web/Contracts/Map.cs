namespace Drr.Web.Contracts;

/// <summary>A place on the map of films: the two directions in which the films' vectors differ most, scaled so that all films lie
/// between -1 and 1.</summary>
/// <param name="X">To the right.</param> <param name="Y">Upwards.</param>
public sealed record MapPoint(float X, float Y);

/// <summary>The films in the agent's space, seen in two dimensions.</summary>
/// <param name="ModelVersion">Whose space.</param>
/// <param name="Share">Share of the variance of the films' directions that the two dimensions hold, in [0, 1].</param>
/// <param name="Ids">Films with a vector.</param>
/// <param name="X">Of each of them.</param> <param name="Y">Of each of them.</param>
/// <param name="Ratings">Of each of them.</param>
/// <param name="Genre">Of each of them its rarest genre, as a place in <paramref name="Genres"/>; -1 for none.</param>
/// <param name="Genres">The data set's genres, the one with most ratings first.</param>
/// <param name="Regions">Where genres are at home.</param>
public sealed record FilmMapAnswer(
    string ModelVersion, double Share, IReadOnlyList<int> Ids, IReadOnlyList<float> X, IReadOnlyList<float> Y,
    IReadOnlyList<int> Ratings, IReadOnlyList<int> Genre, IReadOnlyList<string> Genres, IReadOnlyList<MapRegion> Regions);

/// <summary>Where a genre is at home on the map.</summary>
/// <param name="Genre">Its name.</param> <param name="X">Of the middle.</param> <param name="Y">Of the middle.</param>
public sealed record MapRegion(string Genre, float X, float Y);

/// <summary>A session that a model plays with a user of the data set: it starts from the user's first ratings, shows its best
/// film at each step, and the user's own later ratings answer; a film that they never rated is a miss.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Model">The model.</param>
/// <param name="Users">Users that the agent was not trained on, to choose from; all users where there is none.</param>
/// <param name="Start">The films of the state before the first step, the latest first.</param>
/// <param name="Steps">The steps, in order.</param>
public sealed record RecordedSession(
    int UserId, RecommendationModel Model, IReadOnlyList<int> Users, IReadOnlyList<Film> Start,
    IReadOnlyList<RecordedStep> Steps);

/// <summary>A step of a recorded session.</summary>
/// <param name="Action">Where the agent's action points on the map of films; <c>null</c> for other models.</param>
/// <param name="Candidates">The films that come first, of which the first is shown.</param>
/// <param name="Rating">What the user gave the shown film; <c>null</c> where they never rated it.</param>
/// <param name="Liked">Whether that is above the middle of the scale.</param>
/// <param name="State">The films of the state after the answer, the latest first.</param>
public sealed record RecordedStep(
    MapPoint? Action, IReadOnlyList<Film> Candidates, float? Rating, bool Liked, IReadOnlyList<Film> State);
