namespace Drr.Analysis.Statistics;

/// <summary>Users of about the same activity.</summary>
/// <param name="From">Ratings of a user, this or more.</param>
/// <param name="To">Fewer than this.</param>
/// <param name="Users">Users between the two.</param>
/// <param name="ShareBelow">Users with fewer than <paramref name="To"/> ratings, of all with a rating, in [0, 1].</param>
public sealed record ActivityBin(double From, double To, int Users, double ShareBelow);
