using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation;

/// <summary>Can a scorer serve a user of whom a few ratings are known? Held-out users start from their first n items in time; all
/// items are ranked at once, and each user counts once. In section <c>any</c> every other item of the user is relevant, in
/// <c>liked</c> those with a reward above 0.</summary>
/// <remarks>An item without a training row cannot be shown and counts as missed.</remarks>
public static class CatalogueProtocol
{
    /// <summary>Evaluates scorers on the same users.</summary>
    /// <param name="split">A split by users.</param>
    /// <param name="embeddings">The vectors of the scorers; items without one are not candidates.</param>
    /// <param name="scorers">One or more, named differently; the others are compared with the first.</param>
    /// <param name="options">Rows to predict, state, lengths of lists, bootstrap.</param>
    /// <param name="progress">Called after each block of users.</param>
    /// <param name="cancellation">Stops between two scorers of a block.</param>
    /// <exception cref="LeakException">The embeddings were not fitted on the split's training rows.</exception>
    public static EvaluationReport Evaluate(
        DatasetSplit split, EmbeddingTable embeddings, IReadOnlyList<IScorer> scorers, EvaluationOptions options,
        IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        var evaluation = new RankingEvaluation(split, embeddings, scorers, options);
        evaluation.AddSection("any", "Relevant: all that the user rated later.", user => user.RatedCount > 0, likedOnly: false);
        evaluation.AddSection(
            "liked", "Relevant: what the user rated later with a reward above 0.", user => user.LikedCount > 0, likedOnly: true);
        var start = StartingItems.FirstRated(split, options.HistoryLength);
        var ranking = new CatalogueRanking(
            (user, known) => known.Start(user, start.Of(user), start.RewardsOf(user)),
            options.HistoryLength, embeddings.Fitted, evaluation.Depth);
        var users = options.Rows == RowRole.Validation ? split.ValidationUsers : split.TestUsers;
        evaluation.Run(users, ranking.List, progress, cancellation);
        return evaluation.ToReport(
            "catalogue",
            state: $"the user's first {options.HistoryLength} items in time",
            candidates: $"the {embeddings.Fitted.Count(fitted => fitted)} items with a training row, but for those of the state",
            lists: $"the best {evaluation.Depth} of all candidates at once",
            cancellation);
    }
}
