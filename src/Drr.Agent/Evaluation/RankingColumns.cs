using System.Globalization;

namespace Drr.Agent.Evaluation;

/// <summary>The columns of a ranking table, and their values for one list.</summary>
internal sealed class RankingColumns
{
    private delegate double Formula(ReadOnlySpan<bool> hits, int k, int relevant);

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

    private readonly (Formula Of, int K)[] _measures;
    private readonly double[] _values;
    private readonly bool[] _hits;

    public RankingColumns(IReadOnlyList<int> topK)
    {
        var columns = Formulas.SelectMany(formula => topK, (formula, k) => (formula.Name, formula.Of, K: k)).ToArray();
        Names = [.. columns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name}@{c.K}"))];
        _measures = [.. columns.Select(c => (c.Of, c.K))];
        _values = new double[columns.Length];
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
    public ReadOnlySpan<double> Measure(ReadOnlySpan<int> list, bool[] relevant, int relevantCount)
    {
        for (var place = 0; place < list.Length; place++)
        {
            _hits[place] = relevant[list[place]];
        }

        for (var column = 0; column < _values.Length; column++)
        {
            _values[column] = _measures[column].Of(_hits.AsSpan(..list.Length), _measures[column].K, relevantCount);
        }

        return _values;
    }
}
