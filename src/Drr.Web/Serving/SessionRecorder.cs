using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>Plays a session as the interactive evaluation does: from a user's first ratings on the best film is shown at each
/// step, and the ratings that came after answer.</summary>
internal static class SessionRecorder
{
    private const int Candidates = 10, MostUsers = 200;
    private static readonly float s_miss = new EnvironmentOptions().UnratedReward;

    /// <summary>The session.</summary>
    /// <param name="catalogue">The films.</param> <param name="scorer">What chooses.</param>
    /// <param name="model">Its name.</param> <param name="user">Dense id.</param> <param name="steps">How many at most.</param>
    /// <param name="agent">The agent that answers.</param> <param name="recommender">Of the agent.</param>
    public static RecordedSession Play(
        Catalogue catalogue, IScorer scorer, RecommendationModel model, int user, int steps, ServingModel? agent,
        Recommender? recommender)
    {
        var (data, length) = (catalogue.Data, agent?.Summary.HistoryLength ?? 10);
        var history = data.HistoryOf(user).ToArray();
        var first = history.Take(length).Select(rating => (rating.Item, Reward.Of(rating.Value, data.Scale))).ToArray();
        var later = history.Skip(length).ToDictionary(rating => rating.Item, rating => rating.Value);
        var known = ModelLists.Observe(user, first, [], recommender);
        var films = agent?.Map.Films ?? catalogue.Films;
        var start = ModelLists.State(known, films);
        var (scores, best, recorded) = (new float[data.Items.Count], new int[Candidates], new List<RecordedStep>());
        while (recorded.Count < steps && Recommender.List(scorer, known, [], scores, best) is > 0 and var shown)
        {
            var rated = later.TryGetValue(best[0], out var stars);
            var reward = rated ? Reward.Of(stars, data.Scale) : s_miss;
            var action = model == RecommendationModel.Drr ? agent!.Map.Of(recommender!.Action) : null;
            Film[] candidates = [.. best.Take(shown).Select(item => films[item])];
            known.Answer(best[0], reward);
            recorded.Add(new(action, candidates, rated ? stars : null, rated && reward > 0, ModelLists.State(known, films)));
        }

        var users = (agent?.TestUsers is { Count: > 0 } test ? test : [.. Enumerable.Range(0, data.Users.Count)]).Take(MostUsers);
        return new(data.Users[user].Id, model, [.. users.Select(u => data.Users[u].Id)], start, recorded);
    }
}
