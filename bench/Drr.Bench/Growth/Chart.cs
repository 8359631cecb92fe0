namespace Drr.Bench.Growth;

/// <summary>Curves over the same sizes.</summary>
/// <param name="Key">Its name on the command line and of its picture: <c>batch</c>.</param>
/// <param name="Axis">What grows, for the axis: <c>transitions an update</c>.</param>
/// <param name="Why">How the work should grow, from what it does; said before the figures.</param>
public sealed record Chart(string Key, string Title, string Axis, string Why, IReadOnlyList<Curve> Curves);
