using System.Diagnostics;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;

namespace Drr.Agent.Evaluation;

/// <summary>Gathers the sections of a report and the time of each scorer.</summary>
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
