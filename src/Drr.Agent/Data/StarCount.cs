namespace Drr.Agent.Data;

/// <summary>How often a value was given.</summary>
/// <param name="Stars">A value of the scale.</param>
/// <param name="Ratings">How many ratings have it.</param>
/// <param name="Share">Of all ratings, in [0, 1].</param>
public sealed record StarCount(float Stars, int Ratings, double Share);
