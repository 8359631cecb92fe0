using System.Text.Json.Serialization;
using Drr.Agent.Data;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Rivals;
using Drr.Tensors.Measuring;

namespace Drr.Agent.Evaluation;

/// <summary>The outcome of a protocol; values only, so that it can be written as JSON and read back.</summary>
/// <param name="Card">What the figures mean.</param>
/// <param name="Sections">The tables; one without users is left out.</param>
public sealed record EvaluationReport(EvaluationCard Card, IReadOnlyList<EvaluationSection> Sections)
{
    /// <summary>The section of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public EvaluationSection Section(string name) => Sections.FirstOrDefault(section => section.Name == name)
        ?? throw new KeyNotFoundException($"No section '{name}'; there are {string.Join(", ", Sections.Select(s => s.Name))}.");
}

/// <summary>What a table's figures mean and what they were computed from; printed above it.</summary>
/// <param name="Protocol"><c>catalogue</c>, <c>rerank</c>, <c>simulator</c> or <c>interactive</c>.</param>
/// <param name="Split">Data set, shares, seed and hashes; the embeddings were fitted on its training rows.</param>
/// <param name="Rows">The rows that are predicted; under the simulator protocol those that measure its error.</param>
/// <param name="State">What a user's first state is, in words.</param>
/// <param name="Candidates">What can be shown, in words.</param>
/// <param name="Lists">How lists come about, in words; of equal scores the smaller dense item id comes first.</param>
/// <param name="Resamples">Resamples of the bootstrap.</param>
/// <param name="Seed">Seed of the bootstrap.</param>
public sealed record EvaluationCard(
    string Protocol, SplitManifest Split, RowRole Rows, string State, string Candidates, string Lists, int Resamples, ulong Seed)
{
    /// <summary>What an item of the data set is called, in the singular.</summary>
    public string ItemNoun { get; init; } = "film";

    /// <summary>The settings of the baselines that have any.</summary>
    public IReadOnlyList<BaselineNote> Baselines { get; init; } = [];

    /// <summary>Baselines left out because of their cost; empty in reports of versions that left none out.</summary>
    public IReadOnlyList<DenseFit> LeftOut { get; init; } = [];

    /// <summary>The origin of the figures; <c>null</c> in reports of versions that did not record it.</summary>
    public EvaluationOrigin? MadeBy { get; init; }

    /// <summary>The simulator; <c>null</c> in other protocols.</summary>
    public SimulatorCard? Simulator { get; init; }
}

/// <summary>Where the figures of a report come from.</summary>
/// <param name="Version">Of the program, with its commit; see <see cref="ProgramVersion"/>.</param>
/// <param name="TrainedBy">The version that trained the agent.</param>
/// <param name="Machine">The machine of the evaluation.</param>
public sealed record EvaluationOrigin(string Version, string TrainedBy, Machine Machine);

/// <summary>The simulator of the simulator protocol, and the policies that learn from it.</summary>
/// <param name="EpisodeLength">Steps T of a session.</param>
/// <param name="Predictions">How predicted ratings are rounded, in words; where the log has a rating, it answers.</param>
/// <param name="HeldOutRows">The split's test rows.</param>
public sealed record SimulatorCard(int EpisodeLength, string Predictions, int HeldOutRows)
{
    /// <summary>Root mean square error of the predictions before rounding, on the held-out rows; in stars. <c>null</c>
    /// where there are none.</summary>
    public double? HeldOutError { get; init; }

    /// <summary>Total reward of always showing the best item by the simulator's own predictions, without knowing where the log
    /// answers instead: the optimum that totals are measured by.</summary>
    public double OwnTotal { get; init; }

    /// <summary>Total reward of knowing every answer beforehand: the most that can be earned.</summary>
    public double MostTotal { get; init; }

    /// <summary>Rows that learn within a session: an update at every step, and before each session they go back to the end of
    /// training. The others do not learn.</summary>
    public IReadOnlyList<string> Learners { get; init; } = [];
}

/// <summary>A table: the same users and the same definition of relevance for every row.</summary>
/// <param name="Name">Short, such as <c>liked</c>.</param>
/// <param name="Rule">Which users count and what is relevant, in words.</param>
/// <param name="Users">Users evaluated, each once.</param>
/// <param name="UsersLeftOut">Users of the split that could not be evaluated under the rule.</param>
/// <param name="Columns">Names of the measures, such as <c>precision@5</c>.</param>
/// <param name="Rows">In the order in which the scorers were given.</param>
public sealed record EvaluationSection(
    string Name, string Rule, int Users, int UsersLeftOut, IReadOnlyList<string> Columns, IReadOnlyList<EvaluationRow> Rows)
{
    /// <summary>The first row's values, one array for each column, user by user, NaN where not defined. Not in the JSON form, so
    /// empty in a report that was read back.</summary>
    [JsonIgnore]
    public IReadOnlyList<double[]> FirstRow { get; init; } = [];

    /// <summary>The best row of another scorer than the first row's agent, in any of its forms: the one to beat;
    /// <c>null</c> if there is none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public EvaluationRow? BestRival(string column) =>
        Rows.Skip(1).Where(row => Agent(row) != Agent(Rows[0])).MaxBy(row => Value(row.Scorer, column).Mean);

    private static string Agent(EvaluationRow row) => row.Scorer.Split(' ')[0];

    /// <summary>One figure.</summary>
    /// <exception cref="KeyNotFoundException">There is no such scorer or column.</exception>
    public MetricEstimate Value(string scorer, string column)
    {
        var row = Rows.FirstOrDefault(r => r.Scorer == scorer);
        return row is null
            ? throw new KeyNotFoundException($"No row '{scorer}' in section '{Name}'.")
            : row.Values[Column(column)];
    }

    /// <summary>The index of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public int Column(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == name)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"No column '{name}' in section '{Name}'.");
    }
}

/// <summary>One scorer's line of a table.</summary>
/// <param name="Scorer">Its name.</param>
/// <param name="Values">One estimate a column of the section.</param>
/// <param name="Lead">The first row's value minus this one's, user by user, one a column: the first row is better where the
/// interval lies above 0. Tests of a column are corrected together.</param>
/// <param name="DistinctItems">Different items in all lists together; few of them mean that all users are shown the same.</param>
/// <param name="Coverage">Their share of the items that can be shown, in [0, 1]; see <see cref="ListMetrics.Coverage"/>.</param>
/// <param name="Gini">How unevenly the lists use them, in [0, 1]; see <see cref="ListMetrics.Gini"/>.</param>
/// <param name="Seconds">Time that the scorer took for all users of the report.</param>
public sealed record EvaluationRow(
    string Scorer, IReadOnlyList<MetricEstimate> Values, IReadOnlyList<PairedTest> Lead, int DistinctItems, double Coverage,
    double Gini, double Seconds);
