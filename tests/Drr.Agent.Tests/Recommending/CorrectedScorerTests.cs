using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Sessions;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Sessions;

namespace Drr.Agent.Tests.Recommending;

public sealed class CorrectedScorerTests
{
    private const float Miss = -0.5f;

    private static readonly SessionOptions Options = new()
    {
        ScoreWorth = 0.2f, Correlation = 0.5f, Noise = 0.1f, KnownWeight = 0.4f, ListWeight = 0.3f,
    };

    private static readonly int[] Users = [.. Enumerable.Range(0, ChangedTaste.Users)];

    // Users like items of one kind: even users even ones.
    private static readonly RatingDataset Log = SmallLog.Of(ChangedTaste.Users, ChangedTaste.Items,
        [.. from row in SmallLog.Random(ChangedTaste.Users, ChangedTaste.Items, 0.7, 3).Ratings.ToArray()
            select (row.User, row.Item, row.User % 2 == row.Item % 2 ? 5 : 1)]);

    private static readonly (int Item, float Reward)[][] Known =
        [.. Enumerable.Range(0, ChangedTaste.Users).Select(user => SmallLog.Known(Log, user, ChangedTaste.Slots))];

    [Fact]
    public void It_scores_as_plain_regression_of_its_errors_does_while_a_session_goes_on()
    {
        var networks = Agent();
        var (corrected, scorer, scores) = (Corrected(networks), new DrrScorer("plain", networks), new float[ChangedTaste.Items]);
        var (plain, rewards) = (new PlainCovariance(Log, Miss, Options.Correlation), new float[ChangedTaste.Items]);
        foreach (var user in Users)
        {
            var observation = new Observation(ChangedTaste.Slots);
            observation.Start(user, Known[user], first: 0);
            var heard = Heard(user, Options.KnownWeight);
            for (var step = 0; step < ChangedTaste.Steps; step++)
            {
                scorer.Score(observation, scores);
                corrected.Score(observation, rewards);
                var expected = plain.Condition([.. scores.Select(score => (Options.ScoreWorth * score) - 1.0)], heard);
                Assert.All(rewards, (reward, item) => Assert.Equal(expected[item], reward, 1e-3));
                var (shown, answer) = (step * 7 % ChangedTaste.Items, step % 3 == 0 ? -1 : 0.5f);
                heard.Add((shown, answer, Options.Noise));
                observation.Push(shown);
                observation.Use(shown, answer);
            }
        }
    }

    [Fact]
    public void To_somebody_of_whom_nothing_is_known_it_shows_what_pays_best_on_average()
    {
        var scores = new float[ChangedTaste.Items];
        Corrected(Agent()).Score(new Observation(ChangedTaste.Slots) { User = Observation.Guest }, scores);
        Assert.All(scores, (score, item) => Assert.Equal(
            Users.Average(user => Log.HistoryOf(user).ToArray().Where(row => row.Item == item)
                .Select(row => (double)Reward.Of(row.Value, Log.Scale)).DefaultIfEmpty(Miss).Last()),
            score, 1e-5));
    }

    [Fact]
    public void Of_somebody_who_rated_very_much_the_latest_ratings_are_heard()
    {
        var corrected = Corrected(Agent());
        var (all, latest) = (new float[ChangedTaste.Items], new float[ChangedTaste.Items]);
        (int, float)[] much =
            [.. Enumerable.Range(0, CorrectedScorer.MostKnown + 50).Select(i => (i * 7 % ChangedTaste.Items, (i % 2) - 0.5f))];
        Score(much, all);
        Score(much[50..], latest);
        Assert.Equal(latest, all);

        void Score((int, float)[] rated, float[] scores)
        {
            var observation = new Observation(ChangedTaste.Slots);
            observation.Start(user: 0, rated, first: 0);
            corrected.Score(observation, scores);
        }
    }

    [Fact]
    public void Answers_help_where_the_trained_policy_is_wrong()
    {
        var networks = Agent();
        double frozen = Reward(Session(new DrrScorer("frozen", networks)));
        double corrected = Reward(Session(Corrected(networks)));
        Assert.True(frozen < -0.8 * ChangedTaste.Steps, $"The problem is no test: an agent that hears nothing earns {frozen}.");
        Assert.True(corrected > 0, $"{frozen} became only {corrected} of {ChangedTaste.Steps}.");

        static double Reward(ISessionPolicy policy) => Users.Average(user => ChangedTaste.Play(policy, user, Known[user]).Sum());
    }

    [Fact]
    public void Answers_that_are_mostly_noise_leave_the_agent_as_it_is()
    {
        var networks = Agent();
        var free = Session(new DrrScorer("frozen", networks));
        var held = Session(Corrected(networks, Options with { Noise = 1e12f }));
        Assert.All(Users, user => Assert.Equal(
            ChangedTaste.Play(free, user, Known[user]), ChangedTaste.Play(held, user, Known[user])));
    }

    [Fact]
    public void A_session_is_the_same_whatever_sessions_came_before()
    {
        var session = Session(Corrected(Agent()));
        var rewards = Users.Select(user => ChangedTaste.Play(session, user, Known[user])).ToArray();
        Assert.All(Users.Reverse(), user => Assert.Equal(rewards[user], ChangedTaste.Play(session, user, Known[user])));
    }

    [Fact]
    public void Scores_like_some_before_allocate_nothing()
    {
        var (corrected, observation, scores) =
            (Corrected(Agent()), new Observation(ChangedTaste.Slots), new float[ChangedTaste.Items]);
        observation.Start(user: 1, Known[1], first: 0);
        corrected.Score(observation, scores);
        var before = GC.GetAllocatedBytesForCurrentThread();
        corrected.Score(observation, scores);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static GreedySession Session(IScorer scorer) => new(scorer, ChangedTaste.Items);

    private static List<(int Item, float Reward, double Noise)> Heard(int user, float weight) =>
        [.. Known[user].Select(one => (one.Item, one.Reward, (double)Options.Noise / weight))];

    private static CorrectedScorer Corrected(ActorCritic networks, SessionOptions? options = null)
    {
        options ??= Options;
        var covariance = new RewardCovariance(new FitRows(Log, Log.AllTrain()), Miss, options.Correlation);
        return new("corrected", new DrrScorer("actor", networks), covariance, options, options.KnownWeight);
    }

    /// <summary>Trained where even items earned more; the sessions here pay odd ones.</summary>
    private static ActorCritic Agent() => ChangedTaste.Train(new()
    {
        Policy = new() { Hidden = 16 },
        Learning = new()
        {
            Steps = 200, BatchSize = 8, CriticUpdatesFirst = 100, ActorDelay = 1, CriticRate = 1e-2, ActorRate = 2e-2,
            Candidates = ChangedTaste.Items, NextCandidates = 5, Discount = 0,
        },
    }).Networks;
}
