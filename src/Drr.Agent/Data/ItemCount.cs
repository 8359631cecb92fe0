namespace Drr.Agent.Data;

/// <summary>How often an item was rated.</summary>
/// <param name="Item">The item.</param>
/// <param name="Ratings">How many ratings it has, 1 or more.</param>
/// <param name="MeanStars">Their mean.</param>
public sealed record ItemCount(Item Item, int Ratings, double MeanStars);
