using System.Diagnostics;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation.Statistics;
using Drr.Tensors;

namespace Drr.Agent.Evaluation;

/// <summary>Collects the sections of a report and the time of each scorer.</summary>
internal sealed class ReportBuilder
{
    private readonly DatasetSplit _split;
    private readonly IReadOnlyList<string> _scorers;
    private readonly EvaluationOptions _options;
    private readonly List<SectionTable> _tables = [];
    private readonly TimeSpan[] _times;

    /// <exception cref="LeakException">The embeddings were not fitted on the split's training rows.</exception>
    /// <exception cref="ArgumentException">There is no scorer, or two have one name.</exception>
    public ReportBuilder(DatasetSplit split, EmbeddingTable embeddings, IEnumerable<string> scorers, EvaluationOptions options)
    {
        LeakException.ThrowIfSeen(embeddings, split);
        (_split, _scorers, _options) = (split, [.. scorers], options);
        Lists = new ListMetrics(split, embeddings);
        _times = new TimeSpan[_scorers.Count];
        if (_scorers.Count == 0 || _scorers.Distinct().Count() < _scorers.Count)
        {
            throw new ArgumentException($"Needed scorers of different names, got '{string.Join("', '", _scorers)}'.");
        }
    }

    /// <summary>Measures of what is shown.</summary>
    public ListMetrics Lists { get; }

    public SectionTable Add(string name, string rule, IReadOnlyList<string> columns)
    {
        _tables.Add(new SectionTable(name, rule, columns, _scorers, Lists, _split.Dataset.Items.Count));
        return _tables[^1];
    }

    /// <summary>Adds the time since <paramref name="begin"/>, a <see cref="Stopwatch"/> stamp.</summary>
    public void AddTime(int scorer, long begin) => _times[scorer] += Stopwatch.GetElapsedTime(begin);

    public EvaluationReport ToReport(
        string protocol, string state, string candidates, string lists, CancellationToken cancellation) => new(
        new EvaluationCard(
            protocol, _split.Manifest(), _options.Rows, state, candidates, lists, _options.Resamples, _options.Seed),
        [.. _tables.Where(table => table.Users > 0).Select(table => table.ToSection(_times, _options, cancellation))]);
}

/// <summary>Collects a section: every scorer's values user by user, in the same order of users.</summary>
internal sealed class SectionTable(
    string name, string rule, IReadOnlyList<string> columns, IReadOnlyList<string> scorers, ListMetrics lists, int items)
{
    private readonly List<double>[] _values = [.. scorers.Select(_ => new List<double>())]; // each [users, columns]
    private readonly int[][] _shown = [.. scorers.Select(_ => new int[items])]; // how often each item is in a list

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
            _shown[scorer][item]++;
        }
    }

    public EvaluationSection ToSection(TimeSpan[] times, EvaluationOptions options, CancellationToken cancellation)
    {
        var count = columns.Count;
        var values = _values.SelectMany(rows => Enumerable.Range(0, count).Select(column => Column(rows, column))).ToArray();
        var leads = values.Select((column, i) => PairedTest.Differences(values[i % count], column)).ToArray();
        var rng = new Rng(options.Seed).Fork("bootstrap");
        var means = Bootstrap.Resample([.. values, .. leads], rng, options.Resamples, cancellation);
        PairedTest[] tests = [.. leads.Select((differences, i) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return PairedTest.Of(differences, means[values.Length + i]);
        })];
        for (var column = 0; column < count; column++)
        {
            int[] others = [.. Enumerable.Range(1, scorers.Count - 1).Select(row => (row * count) + column)];
            var corrected = PairedTest.Together([.. others.Select(i => tests[i])]);
            for (var other = 0; other < others.Length; other++)
            {
                tests[others[other]] = corrected[other];
            }
        }

        var rows = scorers.Select((scorer, row) => new EvaluationRow(
            scorer,
            [.. means[(row * count)..((row + 1) * count)].Select(mean => mean.Estimate)],
            tests[(row * count)..((row + 1) * count)],
            _shown[row].Count(times => times > 0),
            lists.Coverage(_shown[row]),
            lists.GiniOfCandidates(_shown[row]),
            times[row].TotalSeconds));
        return new EvaluationSection(name, rule, Users, UsersLeftOut, columns, [.. rows]) { FirstRow = values[..count] };
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
