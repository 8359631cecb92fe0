using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Sessions;

namespace Drr.Agent.Evaluation;

/// <summary>The figure on the validation rows that chooses the best checkpoint of a training run.</summary>
/// <param name="Name">Its name in the metrics.</param> <param name="Unit">Its short name for display.</param>
/// <param name="Measure">The figure of an agent; higher is better.</param>
internal sealed record ValidationFigure(string Name, string Unit, Func<ActorCritic, double> Measure)
{
    /// <summary>The reward of sessions if the agent is trained in the simulator and a validation user can start one;
    /// else a measure of lists.</summary>
    /// <param name="split">The rows.</param> <param name="options">The decision process of the training.</param>
    /// <param name="environment">Sessions with users, answered as in training.</param>
    /// <param name="cancellation">Stops it.</param>
    internal static ValidationFigure Of(
        DatasetSplit split, EnvironmentOptions options, RecommendationEnvironment environment, CancellationToken cancellation)
    {
        int[] users = [.. split.ValidationUsers.Where(environment.CanStart)];
        return options.Feedback == FeedbackSource.Simulator && users.Length > 0
            ? new("rewardPerSession", "reward", RewardPerSession)
            : split.Options.Protocol != SplitProtocol.Rerank
            ? new("precisionAt10", "P@10", OfAgentsLists)
            : new("ndcgAt10", "NDCG@10", OfAgentsLists);

        double RewardPerSession(ActorCritic networks)
        {
            var session = new GreedySession(new DrrScorer(networks.Name, networks), split.Dataset.Items.Count);
            return users.Average(user => PlayedSession.RewardOf(environment, user, session, cancellation));
        }

        double OfAgentsLists(ActorCritic networks) => OfLists(
            split, networks.Embeddings, new DrrScorer(networks.Name, networks), options.HistoryLength, cancellation);
    }

    /// <summary>The quality of a scorer's lists: precision@10 for lists of the whole catalogue, NDCG@10 for lists of a few
    /// held-out items, nearly all of which are shown. Baselines are tuned by it too.</summary>
    internal static double OfLists(
        DatasetSplit split, EmbeddingTable embeddings, IScorer scorer, int historyLength, CancellationToken cancellation)
    {
        var settings = new EvaluationOptions
        {
            Rows = RowRole.Validation, HistoryLength = historyLength, TopK = [10], Resamples = 1,
        };
        var report = split.Options.Protocol switch
        {
            SplitProtocol.Catalogue => CatalogueProtocol.Evaluate(split, embeddings, [scorer], settings, null, cancellation),
            SplitProtocol.Next => NextProtocol.Evaluate(split, embeddings, [scorer], settings, null, cancellation),
            _ => RerankProtocol.Evaluate(split, embeddings, [scorer], settings, null, cancellation),
        };
        return report.Sections[0].Value(scorer.Name, ProtocolColumns.Of(report.Card).Choosing.Name).Mean;
    }
}
