using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using static System.FormattableString;

namespace Drr.Agent.Evaluation;

/// <summary>Can a scorer serve the users who come after a moment in time, the same for all? A user's state is all that was rated
/// before it, with its stars, as <c>recommend</c> and the service know it, and all other items are ranked. Relevant is what the
/// user rated from the moment on (<c>any</c>), or rated from then on with a reward above 0 (<c>liked</c>). Users with ratings
/// before it, and new users, have a section each.</summary>
/// <remarks>An item without a training row cannot be shown and counts as missed. Each user counts once. A later rating of an item
/// that was rated before is not to be predicted, since rated items are not shown again.</remarks>
public static class NextProtocol
{
    /// <summary>Evaluates scorers on the same users.</summary>
    /// <param name="split">A split by time.</param>
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
        var known = Enumerable.Range(0, split.Dataset.Users.Count).Select(KnownOf).ToArray();
        var evaluation = new RankingEvaluation(split, embeddings, scorers, options);
        const string Any = "Relevant: all that the user rated from the moment on.";
        evaluation.AddSection("any", Any, user => user.RatedCount > 0, likedOnly: false);
        evaluation.AddSection(
            "liked", "Relevant: what the user rated from the moment on with a reward above 0.", user => user.LikedCount > 0,
            likedOnly: true);
        evaluation.AddSection(
            "known", $"Users who had rated something before. {Any}",
            user => user.RatedCount > 0 && known[user.User].Length > 0, likedOnly: false);
        evaluation.AddSection(
            "new", $"Users who had not. {Any}", user => user.RatedCount > 0 && known[user.User].Length == 0, likedOnly: false);
        var ranking = new CatalogueRanking(
            (user, observation) => observation.Start(user, known[user], first: options.HistoryLength),
            options.HistoryLength, embeddings.Fitted, evaluation.Depth);
        var users = options.Rows == RowRole.Validation ? split.ValidationUsers : split.TestUsers;
        evaluation.Run(users, ranking.List, progress, cancellation);
        return evaluation.ToReport(
            "next",
            state: Invariant($"all that the user rated before {Moment():yyyy-MM-dd HH:mm} UTC; the history is the first ")
                + $"{options.HistoryLength} of it, then each liked item takes the place of the oldest",
            candidates: $"the {embeddings.Fitted.Count(fitted => fitted)} items with a training row that the user has not rated",
            lists: $"the best {evaluation.Depth} of all candidates at once",
            cancellation);

        (int Item, float Reward)[] KnownOf(int user)
        {
            var history = split.Dataset.HistoryOf(user);
            var (start, count) = (split.Dataset.HistoryStart(user), 0);
            while (count < history.Length && split.IsKnown(start + count, options.Rows))
            {
                count++;
            }

            return Reward.Of(history[..count], split.Dataset.Scale);
        }

        DateTimeOffset Moment()
        {
            var first = long.MaxValue;
            for (var row = 0; row < split.Roles.Length; row++)
            {
                first = split.Roles[row] == options.Rows ? Math.Min(first, split.Dataset.Ratings[row].Time) : first;
            }

            return DateTimeOffset.FromUnixTimeSeconds(first);
        }
    }
}
