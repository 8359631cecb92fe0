using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>One film's part of the ratings, period by period.</summary>
/// <param name="Film">The film.</param>
/// <param name="Shares">In [0, 1], of the period's ratings; <c>null</c> where those are too few to tell.</param>
/// <param name="Smoothed">The same over nine periods, four before and four after, as far as there are any: one film has so few
/// ratings of a week that its weekly share is mostly chance.</param>
public sealed record FilmLife(ItemCount Film, IReadOnlyList<double?> Shares, IReadOnlyList<double?> Smoothed);
