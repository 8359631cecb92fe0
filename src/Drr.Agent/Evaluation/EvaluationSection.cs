using System.Text.Json.Serialization;

namespace Drr.Agent.Evaluation;

/// <summary>A table: the same users and the same idea of relevance for every row.</summary>
/// <param name="Name">Short, such as <c>liked</c>.</param>
/// <param name="Rule">Who is counted and what is relevant, in words.</param>
/// <param name="Users">Users evaluated, each once.</param>
/// <param name="UsersLeftOut">Users of the split that could not be evaluated under the rule.</param>
/// <param name="Columns">Names of the measures, such as <c>precision@5</c>.</param>
/// <param name="Rows">In the order in which the scorers were given.</param>
public sealed record EvaluationSection(
    string Name, string Rule, int Users, int UsersLeftOut, IReadOnlyList<string> Columns, IReadOnlyList<EvaluationRow> Rows)
{
    /// <summary>The first row's values, a column each, user by user, NaN where not defined. No part of the JSON form; empty in a
    /// report that was read back.</summary>
    [JsonIgnore]
    public IReadOnlyList<double[]> FirstRow { get; init; } = [];

    /// <summary>The best of the rows behind the first that is not the same agent, learning on or not: whom the first has to beat;
    /// <c>null</c> when there is none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public EvaluationRow? BestRival(string column) =>
        Rows.Skip(1).Where(row => Agent(row) != Agent(Rows[0])).MaxBy(row => Value(row.Scorer, column).Mean);

    private static string Agent(EvaluationRow row) => row.Scorer.Split(' ')[0];

    /// <summary>One figure.</summary>
    /// <exception cref="KeyNotFoundException">There is no such scorer or column.</exception>
    public MetricEstimate Value(string scorer, string column)
    {
        var row = Rows.FirstOrDefault(r => r.Scorer == scorer);
        for (var i = 0; row is not null && i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return row.Values[i];
            }
        }

        throw new KeyNotFoundException($"No figure '{column}' of '{scorer}' in section '{Name}'.");
    }
}
