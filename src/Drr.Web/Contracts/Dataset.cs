using System.Globalization;
using System.Text.RegularExpressions;
using Drr.Agent.Data;

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
/// <param name="ModelFault">Why there is none, or why a newer one was not taken; <c>null</c> where all is well.</param>
public sealed record DatasetSummary(
    string Name, int Users, int Films, int RatedFilms, int Ratings, double Sparsity, double MeanStars, float LowestStar,
    float HighestStar, float StarStep, DateTimeOffset FirstRating, DateTimeOffset LastRating, IReadOnlyList<StarShare> Stars,
    IReadOnlyList<GenreShare> Genres, IReadOnlyList<string> AgeGroups, IReadOnlyList<string> Occupations, int CreatedUsers,
    int Feedback, ModelSummary? Model, string? ModelFault);

/// <summary>How often a rating was given.</summary>
/// <param name="Stars">The rating.</param> <param name="Count">How often.</param>
/// <param name="Share">Of all ratings, in [0, 1].</param>
public sealed record StarShare(float Stars, int Count, double Share);

/// <summary>What is rated of a genre; a film counts in each of its genres.</summary>
/// <param name="Name">The genre.</param> <param name="Films">Films of it.</param> <param name="Ratings">Their ratings.</param>
public sealed record GenreShare(string Name, int Films, int Ratings);

/// <summary>A film.</summary>
/// <param name="Id">The raw id of the data set.</param>
/// <param name="Title">As the data set spells it, with the year.</param>
/// <param name="Year">Of release, where the title ends with it.</param>
/// <param name="Genres">In the data set's order; may be empty.</param>
/// <param name="Look">Where the film lies in the agent's space, in pairs of hexadecimal digits from 00 to ff, one for each of the
/// directions in which films differ most: films that are alike have similar ones. <c>null</c> without an agent.</param>
public sealed partial record Film(int Id, string Title, int? Year, IReadOnlyList<string> Genres, string? Look = null)
{
    /// <summary>The raw id where it is a text, and then <c>id</c> counts from 1; else <c>null</c>.</summary>
    public string? Key { get; init; }

    /// <summary>A film of a data set.</summary>
    public static Film Of(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var year = TrailingYear().Match(item.Title);
        int? released = year.Success ? int.Parse(year.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        return new(item.Id, item.Title, released, item.Genres) { Key = item.Key };
    }

    [GeneratedRegex(@"\((\d{4})\)\s*$")]
    private static partial Regex TrailingYear();
}

/// <summary>What was rated in a window of time that ends with the data set's last rating.</summary>
/// <param name="Window">As asked for.</param>
/// <param name="Genre">As asked for; <c>null</c> for all.</param>
/// <param name="From">Where the window begins; the first rating for all time.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Ratings">Ratings of the window, of all genres.</param>
/// <param name="Films">Films rated in it.</param>
/// <param name="Users">Users who rated in it.</param>
/// <param name="MeanStars">Mean rating of the window; <c>null</c> where there is none.</param>
/// <param name="Items">The best by damped score.</param>
/// <param name="Genres">The window's ratings by genre, the most first.</param>
public sealed record TrendingList(
    string Window, string? Genre, DateTimeOffset From, DateTimeOffset To, int Ratings, int Films, int Users, double? MeanStars,
    IReadOnlyList<TrendingItem> Items, IReadOnlyList<GenreShare> Genres);

/// <summary>A film of the trending list.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Film">The film.</param>
/// <param name="Score">Mean rating of the window, drawn towards the window's mean as if there were ten more ratings
/// of that value.</param>
/// <param name="RecentRatings">Ratings of the window.</param>
/// <param name="RecentMean">Their mean.</param>
/// <param name="AllRatings">Ratings of all time.</param>
public sealed record TrendingItem(int Rank, Film Film, double Score, int RecentRatings, double RecentMean, int AllRatings);
