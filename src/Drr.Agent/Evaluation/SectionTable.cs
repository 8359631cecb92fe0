using Drr.Tensors;

namespace Drr.Agent.Evaluation;

/// <summary>Gathers a section: every scorer's values user by user, in the same order of users.</summary>
internal sealed class SectionTable(
    string name, string rule, IReadOnlyList<string> columns, IReadOnlyList<string> scorers, int items)
{
    private readonly List<double>[] _values = [.. scorers.Select(_ => new List<double>())]; // each [users, columns]
    private readonly bool[][] _listed = [.. scorers.Select(_ => new bool[items])];

    /// <summary>Users counted.</summary>
    public int Users { get; private set; }

    /// <summary>Users that could not be evaluated.</summary>
    public int UsersLeftOut { get; private set; }

    /// <summary>Counts a user; if <paramref name="evaluated"/>, <see cref="Add"/> follows once a scorer.</summary>
    public void Count(bool evaluated)
    {
        Users += evaluated ? 1 : 0;
        UsersLeftOut += evaluated ? 0 : 1;
    }

    /// <summary>One scorer's values for the last user, and the list that they measure.</summary>
    public void Add(int scorer, ReadOnlySpan<double> values, ReadOnlySpan<int> list)
    {
        _values[scorer].AddRange(values);
        foreach (var item in list)
        {
            _listed[scorer][item] = true;
        }
    }

    public EvaluationSection ToSection(ReadOnlySpan<TimeSpan> times, EvaluationOptions options)
    {
        var count = columns.Count;
        var values = _values.SelectMany(rows => Enumerable.Range(0, count).Select(column => Column(rows, column))).ToArray();
        var leads = values.Select((column, i) => column.Zip(values[i % count], (own, first) => first - own).ToArray());
        var estimates = Bootstrap.Estimate([.. values, .. leads], new Rng(options.Seed).Fork("bootstrap"), options.Resamples);
        var rows = new EvaluationRow[scorers.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            var (own, lead) = (row * count, values.Length + (row * count));
            rows[row] = new EvaluationRow(
                scorers[row],
                estimates[own..(own + count)],
                estimates[lead..(lead + count)],
                _listed[row].Count(listed => listed),
                times[row].TotalSeconds);
        }

        return new EvaluationSection(name, rule, Users, UsersLeftOut, columns, rows);
    }

    private double[] Column(List<double> rows, int column)
    {
        var values = new double[Users];
        for (var user = 0; user < Users; user++)
        {
            values[user] = rows[(user * columns.Count) + column];
        }

        return values;
    }
}
