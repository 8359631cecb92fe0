using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>How two age groups see one film.</summary>
/// <param name="Film">The film.</param>
/// <param name="Difference">Mean stars of the young less those of the old.</param>
/// <param name="YoungMean">Mean stars of those under 18.</param>
/// <param name="OldMean">Mean stars of those of 56 and over.</param>
public sealed record FilmGap(Item Film, Estimate Difference, double YoungMean, double OldMean);
