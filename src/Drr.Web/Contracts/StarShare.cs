namespace Drr.Web.Contracts;

/// <summary>How often a rating was given.</summary>
/// <param name="Stars">The rating.</param> <param name="Count">How often.</param> <param name="Share">Of all ratings, in [0, 1].</param>
public sealed record StarShare(float Stars, int Count, double Share);
