using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;

namespace Drr.Agent;

public sealed partial class Pipeline
{
    private const int FewLists = 10;

    /// <summary>The agent as it is evaluated and served. Where training sessions start from first ratings, it is corrected by
    /// what a user said of items, unless the options say otherwise.</summary>
    /// <param name="split">Its training rows say how rewards go together.</param> <param name="networks">The agent.</param>
    /// <param name="inSessions">Whether items are shown one by one, and answers heard; else as a list.</param>
    public Recommender Recommender(DatasetSplit split, ActorCritic networks, bool inSessions = false)
    {
        ArgumentNullException.ThrowIfNull(split);
        var (session, fromFirst) = (options.Session, split.Options.Protocol == SplitProtocol.Catalogue);
        var correction = session.Correct && fromFirst
            ? new Correction(
                Covariance(split, session.Correlation),
                session,
                inSessions ? session.KnownWeight : session.ListWeight)
            : null;
        return new Recommender(AgentName, networks, fromFirst, correction);
    }

    /// <summary>Users' lists, from all that they have rated, none of which is shown again.</summary>
    /// <param name="recommender">The agent.</param> <param name="users">Dense user ids.</param>
    /// <param name="count">Length of a list at most, 1 or more.</param>
    /// <returns>A list a user, in the order given; made as they are asked for.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public IEnumerable<RecommendationList> Recommend(Recommender recommender, IReadOnlyList<int> users, int count)
    {
        ArgumentNullException.ThrowIfNull(recommender);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Lists();

        IEnumerable<RecommendationList> Lists()
        {
            var (scores, best) = (new float[data.Items.Count], new int[Math.Min(count, data.Items.Count)]);
            foreach (var (done, user) in users.Index())
            {
                if (done >= FewLists) // so many are made even of a run that was just stopped: its records show some
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                var shown = recommender.List(recommender.Observe(user, KnownRatings.All(data, user)), [], scores, best);
                yield return new(data.Users[user].Id, [.. best[..shown].Select((item, place) =>
                    Recommendation.Of(data.Items[item], place + 1, scores[item]))]);
                Report("recommend", done + 1, users.Count, "");
            }
        }
    }

    private static IEnumerable<Recommender> Corrected(Recommender recommender) => recommender.HearsAnswers ? [recommender] : [];
}
