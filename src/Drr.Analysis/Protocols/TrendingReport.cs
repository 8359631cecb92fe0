namespace Drr.Analysis.Protocols;

/// <summary>The trending list, and how well it serves.</summary>
/// <param name="FirstTime">Where its four weeks begin, in seconds since 1970-01-01 UTC.</param>
/// <param name="LastTime">Where they end: with the last rating.</param>
/// <param name="Ratings">Ratings of those weeks.</param>
/// <param name="Films">Films that were rated in those weeks.</param>
/// <param name="Top">The list for everybody, at most ten films, the first first.</param>
/// <param name="AgesKnown">Whether the age group counts.</param>
/// <param name="Rows">What it is worth.</param>
public sealed record TrendingReport(
    long FirstTime, long LastTime, int Ratings, int Films, IReadOnlyList<TrendingFilm> Top, bool AgesKnown,
    IReadOnlyList<TrendingRow> Rows);
