using Drr.Agent.Data;
using Drr.Analysis.Protocols;

namespace Drr.Analysis.Tests;

/// <summary>Data sets to work on by hand.</summary>
internal static class SmallData
{
    internal const long Day = 86_400, Week = 7 * Day;

    /// <summary>Films without genres, users of whom nothing is known.</summary>
    internal static RatingDataset Plain(int users, int films, params IReadOnlyList<Rating> ratings) =>
        Of(
            [.. Enumerable.Range(1, users).Select(id => new User(id))],
            [.. Enumerable.Range(1, films).Select(id => new Item(id, $"Film {id}", []))], ratings);

    internal static RatingDataset Of(User[] users, Item[] films, params IReadOnlyList<Rating> ratings) =>
        new("small", users, films, ratings, RatingScale.WholeStars);

    internal static DatasetAnalysis Analyze(RatingDataset data) => DatasetAnalysis.Of(data);

    internal static CrossValidationReport CrossValidate(RatingDataset data, ulong seed) => CrossValidation.Of(data, seed);

    /// <summary>Each of <paramref name="users"/> gives each of <paramref name="films"/> its stars, at one time.</summary>
    internal static IEnumerable<Rating> Block(
        IEnumerable<int> users, IEnumerable<int> films, Func<int, int, float> stars, long time = 0) =>
        users.SelectMany(_ => films, (user, film) => new Rating(user, film, stars(user, film), time));
}
