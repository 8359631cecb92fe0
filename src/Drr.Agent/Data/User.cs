namespace Drr.Agent.Data;

/// <summary>A user as the data set describes them; what it leaves out is <c>null</c>.</summary>
/// <param name="Id">The raw id of the data set.</param>
/// <param name="Gender"><c>F</c> or <c>M</c>.</param>
/// <param name="Age">Years; in ML-1M the lower bound of an age group (1 stands for under 18).</param>
/// <param name="Occupation">In words.</param>
/// <param name="Zip">Postal code.</param>
public sealed record User(int Id, string? Gender = null, int? Age = null, string? Occupation = null, string? Zip = null);
