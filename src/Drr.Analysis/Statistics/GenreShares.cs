namespace Drr.Analysis.Statistics;

/// <summary>One genre's part of the ratings, period by period.</summary>
/// <param name="Name">The genre.</param>
/// <param name="Shares">In [0, 1], of the period's ratings; a film of several genres counts in each, so that they may sum to
/// more than 1. <c>null</c> in a period with too few ratings to tell.</param>
public sealed record GenreShares(string Name, IReadOnlyList<Estimate?> Shares);
