namespace Drr.Web.Contracts;

/// <summary>What is rated of a genre; a film counts in each of its genres.</summary>
/// <param name="Name">The genre.</param> <param name="Films">Films of it.</param> <param name="Ratings">Their ratings.</param>
public sealed record GenreShare(string Name, int Films, int Ratings);
