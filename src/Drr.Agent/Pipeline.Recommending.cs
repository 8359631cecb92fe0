using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;

namespace Drr.Agent;

public sealed partial class Pipeline
{
    private const int UsersAtOnce = 256; // their scores, 4 MB on MovieLens 1M, fit the cache

    /// <summary>Users' lists: a state is a user's latest liked items, and what they rated is not shown again. One matrix product
    /// scores all items for many users.</summary>
    /// <param name="networks">The agent.</param> <param name="users">Dense user ids.</param>
    /// <param name="count">Length of a list at most, 1 or more.</param>
    /// <returns>A list a user, in the order given; made as they are asked for.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public IEnumerable<RecommendationList> Recommend(ActorCritic networks, IReadOnlyList<int> users, int count)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return users.Count == 0 ? [] : Lists(networks, users, Math.Min(count, data.Items.Count));
    }

    private IEnumerable<RecommendationList> Lists(ActorCritic networks, IReadOnlyList<int> users, int count)
    {
        var (length, everyRow) = (networks.HistoryLength, new RowRole[data.Ratings.Length]); // nothing is held out
        var start = StartingItems.LatestLiked(data, everyRow, length);
        var rows = Math.Min(UsersAtOnce, users.Count);
        var (policy, ranker) = (new Policy(networks, rows), new ItemRanker(networks.Embeddings, rows));
        var (observation, best, done) = (new Observation(length), new int[count], 0);
        foreach (var batch in users.Chunk(rows))
        {
            if (done > 0) // a few lists are made even of a run that was just stopped: its records show some
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var row = 0; row < batch.Length; row++)
            {
                observation.User = batch[row];
                start.Of(batch[row]).CopyTo(observation.Items);
                policy.Observe(row, observation);
            }

            ranker.Score(policy.Act()[..(batch.Length * networks.Embeddings.Size)]);
            for (var row = 0; row < batch.Length; row++)
            {
                foreach (var rating in data.HistoryOf(batch[row]))
                {
                    ranker.Hide(row, [rating.Item]);
                }

                yield return List(ranker, row, batch[row], best);
            }

            if (users.Count > rows)
            {
                Report("recommend", done += batch.Length, users.Count, "");
            }
        }
    }

    private RecommendationList List(ItemRanker ranker, int row, int user, int[] best)
    {
        var scores = ranker.Scores(row);
        var items = new Recommendation[ranker.Top(row, best)];
        for (var place = 0; place < items.Length; place++)
        {
            items[place] = Recommendation.Of(data.Items[best[place]], place + 1, scores[best[place]]);
        }

        return new RecommendationList(data.Users[user].Id, items);
    }
}
