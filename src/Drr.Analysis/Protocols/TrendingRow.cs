using Drr.Analysis.Statistics;

namespace Drr.Analysis.Protocols;

/// <summary>How one way of making lists does for one set of users.</summary>
/// <param name="List"><c>trending</c>, or <c>most rated</c> for comparison.</param>
/// <param name="MoreThan">The users have more ratings than this; 0 stands for all.</param>
/// <param name="Relevant">What counts as a hit: <c>any</c> later film, or a <c>liked</c> one.</param>
/// <param name="Users">Users with a relevant film.</param>
/// <param name="Values">Means over users, by name.</param>
public sealed record TrendingRow(
    string List, int MoreThan, string Relevant, int Users, IReadOnlyDictionary<string, Estimate> Values);
