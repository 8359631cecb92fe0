namespace Drr.Agent.Data;

/// <summary>A film.</summary>
/// <param name="Id">The raw id of the data set.</param>
/// <param name="Title">Title with year, as the data set spells it.</param>
/// <param name="Genres">In the data set's order; may be empty.</param>
public sealed record Item(int Id, string Title, IReadOnlyList<string> Genres);
