namespace Drr.Agent.Data;

/// <summary>How large a genre is; an item of several genres counts in each.</summary>
/// <param name="Name">As the data set spells it.</param>
/// <param name="Items">Of the catalogue, rated or not.</param>
/// <param name="Ratings">Of those items.</param>
public sealed record GenreCount(string Name, int Items, int Ratings);
