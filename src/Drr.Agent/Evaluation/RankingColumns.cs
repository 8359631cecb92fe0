using System.Globalization;

namespace Drr.Agent.Evaluation;

/// <summary>The columns of a ranking table, and their values for one list.</summary>
internal sealed class RankingColumns
{
    private delegate double Formula(ReadOnlySpan<bool> hits, int k, int relevant);

    private delegate double ListFormula(ListMetrics metrics, ReadOnlySpan<int> list);

    private static readonly (string Name, Formula Of)[] Formulas =
    [
        ("precision", (hits, k, _) => RankingMetrics.Precision(hits, k)),
        ("ndcg", RankingMetrics.Ndcg),
        ("list-ndcg", (hits, k, _) => RankingMetrics.ListNdcg(hits, k)),
        ("recall", RankingMetrics.Recall),
        ("hit-rate", (hits, k, _) => RankingMetrics.HitRate(hits, k)),
        ("map", RankingMetrics.AveragePrecision),
        ("mrr", (hits, k, _) => RankingMetrics.ReciprocalRank(hits, k)),
    ];

    private static readonly (string Name, ListFormula Of)[] ListFormulas =
    [
        ("novelty", (metrics, list) => metrics.Novelty(list)),
        ("diversity", (metrics, list) => metrics.Diversity(list)),
    ];

    private readonly (Formula Of, int K)[] _measures;
    private readonly (ListFormula Of, int K)[] _listMeasures;
    private readonly double[] _values;
    private readonly bool[] _hits;

    public RankingColumns(IReadOnlyList<int> topK)
    {
        _measures = [.. Formulas.SelectMany(formula => topK, (formula, k) => (formula.Of, k))];
        _listMeasures = [.. ListFormulas.SelectMany(formula => topK, (formula, k) => (formula.Of, k))];
        var names = Formulas.Select(formula => formula.Name).Concat(ListFormulas.Select(formula => formula.Name));
        Names = [.. names.SelectMany(_ => topK, (name, k) => string.Create(CultureInfo.InvariantCulture, $"{name}@{k}"))];
        _values = new double[Names.Count];
        Depth = topK.Max();
        _hits = new bool[Depth];
    }

    /// <summary>Such as <c>precision@5</c>: every measure at every k.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The largest k: as long as a list need be.</summary>
    public int Depth { get; }

    /// <summary>The measures of a list, one a column; NaN where one is not defined. Overwritten by the next call.</summary>
    /// <param name="list">Items, best first.</param>
    /// <param name="relevant">[items]</param> <param name="relevantCount">Its marks.</param>
    /// <param name="metrics">What does not depend on relevance.</param>
    public ReadOnlySpan<double> Measure(ReadOnlySpan<int> list, bool[] relevant, int relevantCount, ListMetrics metrics)
    {
        for (var place = 0; place < list.Length; place++)
        {
            _hits[place] = relevant[list[place]];
        }

        for (var column = 0; column < _measures.Length; column++)
        {
            _values[column] = _measures[column].Of(_hits.AsSpan(..list.Length), _measures[column].K, relevantCount);
        }

        for (var column = 0; column < _listMeasures.Length; column++)
        {
            var (of, k) = _listMeasures[column];
            _values[_measures.Length + column] = of(metrics, list[..Math.Min(k, list.Length)]);
        }

        return _values;
    }
}
