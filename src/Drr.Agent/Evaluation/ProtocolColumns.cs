namespace Drr.Agent.Evaluation;

/// <summary>The measures of a protocol that tables show, and the one that rows are compared by. Evaluations, studies and
/// strategies use the same.</summary>
/// <param name="Shown">The columns of the first table, in order.</param>
/// <param name="Leading">The measure that rows are compared by; one of those shown.</param>
/// <param name="Choosing">The measure that settings are chosen by on the validation rows.</param>
public sealed record ProtocolColumns(IReadOnlyList<MetricColumn> Shown, MetricColumn Leading, MetricColumn Choosing)
{
    private static readonly MetricColumn s_precision = new("precision@10", "P@10"), s_ndcg = new("ndcg@10", "NDCG@10"),
        s_reward = new(SimulatorProtocol.RewardColumn, "reward"), s_step = new(SimulatorProtocol.StepColumn, "a step"),
        s_total = new(SimulatorProtocol.TotalColumn, "total"), s_liked = new(SimulatorProtocol.LikedColumn, "liked");

    private static readonly MetricColumn[]
        s_main = [new("precision@5", "P@5"), new("ndcg@5", "NDCG@5"), s_precision, s_ndcg],
        s_ofLists = [new("list-ndcg@5", "list NDCG@5"), new("list-ndcg@10", "@10")],
        s_others =
        [
            new("recall@5", "recall@5"), new("recall@10", "@10"), new("hit-rate@5", "hit@5"), new("hit-rate@10", "@10"),
            new("map@5", "MAP@5"), new("map@10", "@10"), new("mrr@5", "MRR@5"), new("mrr@10", "@10"),
        ],
        s_variety =
        [
            new("novelty@5", "novelty@5"), new("novelty@10", "@10"), new("diversity@5", "diversity@5"),
            new("diversity@10", "@10"),
        ],
        s_varietyOfSessions = [new("novelty", "novelty"), new("diversity", "diversity")];

    private static readonly Dictionary<EvaluationProtocol, ProtocolColumns> s_protocols = new()
    {
        [EvaluationProtocol.Catalogue] = new(s_main, s_precision, Choosing: s_precision)
        {
            Found = [.. s_others, .. s_ofLists], Variety = s_variety,
        },
        [EvaluationProtocol.Next] = new(s_main, s_precision, Choosing: s_precision)
        {
            Found = [.. s_others, .. s_ofLists], Variety = s_variety,
        },
        // Settings are chosen by NDCG here: nearly all of a few candidates are in the list, so what counts is their order.
        [EvaluationProtocol.Rerank] = new([.. s_main, .. s_ofLists], s_precision, Choosing: s_ndcg)
        {
            Found = s_others, Variety = s_variety,
        },
        [EvaluationProtocol.Simulator] = new([s_reward, s_step, s_total, s_liked], s_reward, Choosing: s_reward)
        {
            Variety = s_varietyOfSessions,
        },
        [EvaluationProtocol.Interactive] =
            new([s_reward, s_step, new(InteractiveProtocol.HitColumn, "hits"), s_liked], s_reward, Choosing: s_reward)
            {
                Variety = [.. s_varietyOfSessions, s_total],
            },
    };

    /// <summary>Other measures of the relevant items in lists.</summary>
    public IReadOnlyList<MetricColumn> Found { get; private init; } = [];

    /// <summary>Measures of lists that do not depend on relevance.</summary>
    public IReadOnlyList<MetricColumn> Variety { get; private init; } = [];

    /// <summary>The columns of a protocol.</summary>
    public static ProtocolColumns Of(EvaluationProtocol protocol) => s_protocols[protocol];

    /// <summary>The columns of a report.</summary>
    public static ProtocolColumns Of(EvaluationCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return Of(Enum.Parse<EvaluationProtocol>(card.Protocol, ignoreCase: true));
    }
}

/// <summary>A measure and its heading.</summary>
/// <param name="Name">In the report, such as <c>precision@10</c>.</param>
/// <param name="Head">Short, such as <c>P@10</c>; <c>@10</c> alone to the right of the same at 5.</param>
public sealed record MetricColumn(string Name, string Head);
