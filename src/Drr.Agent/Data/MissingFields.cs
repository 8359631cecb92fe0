namespace Drr.Agent.Data;

/// <summary>How many items or users a field is missing from.</summary>
/// <param name="Genres">Items without a genre.</param>
/// <param name="Gender">Users without it.</param>
/// <param name="Age">Users without it.</param>
/// <param name="Occupation">Users without it.</param>
/// <param name="Zip">Users without it.</param>
public sealed record MissingFields(int Genres, int Gender, int Age, int Occupation, int Zip);
