namespace Drr.Agent.Evaluation.Statistics;

/// <summary>The outcome of Wilcoxon's signed-rank test.</summary>
/// <param name="Statistic">The smaller of the two rank sums.</param>
/// <param name="P">Two-sided; 1 when no pair differs.</param>
/// <param name="Pairs">Pairs that differ.</param>
/// <param name="Effect">Matched-pairs rank-biserial correlation (Kerby 2014): share of the ranks in favour less share against,
/// in [-1, 1].</param>
public readonly record struct SignedRankResult(double Statistic, double P, int Pairs, double Effect);
