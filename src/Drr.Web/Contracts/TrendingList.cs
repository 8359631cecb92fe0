namespace Drr.Web.Contracts;

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
