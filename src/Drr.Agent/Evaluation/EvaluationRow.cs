using Drr.Agent.Evaluation.Statistics;

namespace Drr.Agent.Evaluation;

/// <summary>One scorer's line of a table.</summary>
/// <param name="Scorer">Its name.</param>
/// <param name="Values">One estimate a column of the section.</param>
/// <param name="Lead">The first row's value minus this one's, user by user, one a column: the first row is better where the
/// interval lies above 0. Tests of a column are corrected together.</param>
/// <param name="DistinctItems">Different items in all lists together; few of them mean that everybody is shown the same.</param>
/// <param name="Coverage">Those of the items that can be shown, in [0, 1]; see <see cref="ListMetrics.Coverage"/>.</param>
/// <param name="Gini">How unevenly the lists use them, in [0, 1]; see <see cref="ListMetrics.Gini"/>.</param>
/// <param name="Seconds">Time that the scorer took for all users of the report.</param>
public sealed record EvaluationRow(
    string Scorer, IReadOnlyList<MetricEstimate> Values, IReadOnlyList<PairedTest> Lead, int DistinctItems, double Coverage,
    double Gini, double Seconds);
