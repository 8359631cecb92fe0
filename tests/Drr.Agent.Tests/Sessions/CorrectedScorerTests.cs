using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Sessions;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Recommending;

namespace Drr.Agent.Tests.Sessions;

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

    private static readonly KnownRatings Known = KnownRatings.First(Log, ChangedTaste.Slots);

    [Fact]
    public void It_shows_what_plain_regression_of_its_errors_shows()
    {
        var networks = Agent();
        var (session, scorer, scores) = (Corrected(networks), new DrrScorer("plain", networks), new float[ChangedTaste.Items]);
        var plain = new PlainCovariance(Log, Miss, Options.Correlation);
        foreach (var user in Users)
        {
            var (unavailable, observation) = (new bool[ChangedTaste.Items], new Observation(ChangedTaste.Slots) { User = user });
            observation.Push(user);
            session.Reset();
            var heard = Heard(user, Options.KnownWeight);
            for (var step = 0; step < ChangedTaste.Steps; step++)
            {
                scorer.Score(observation, scores);
                var rewards = plain.Condition([.. scores.Select(score => (Options.ScoreWorth * score) - 1.0)], heard);
                var best = rewards.Where((_, item) => !unavailable[item]).Max();
                var shown = session.Choose(observation, unavailable);
                Assert.Equal(best, rewards[shown], 1e-3);
                unavailable[shown] = true;
                var answer = shown % 3 == 0 ? -1 : 0.5f;
                heard.Add((shown, answer, Options.Noise));
                observation.Push(shown);
                session.Observe(new StepOutcome(answer, step == ChangedTaste.Steps - 1), observation);
            }
        }
    }

    [Fact]
    public void A_list_at_once_weighs_what_is_known_in_its_own_way_and_forgets_the_session()
    {
        var networks = Agent();
        var (corrected, scorer) = (Corrected(networks), new DrrScorer("plain", networks));
        var (scores, plainScores) = (new float[ChangedTaste.Items], new float[ChangedTaste.Items]);
        var plain = new PlainCovariance(Log, Miss, Options.Correlation);
        foreach (var user in Users)
        {
            var observation = new Observation(ChangedTaste.Slots) { User = user };
            corrected.Reset();
            corrected.Choose(observation, new bool[ChangedTaste.Items]);
            corrected.Observe(new StepOutcome(-1, Ended: false), observation);
            corrected.Score(observation, scores);
            scorer.Score(observation, plainScores);
            var expected = plain.Condition(
                [.. plainScores.Select(score => (Options.ScoreWorth * score) - 1.0)], Heard(user, Options.ListWeight));
            Assert.All(scores, (score, item) => Assert.Equal(expected[item], score, 1e-3));
        }
    }

    [Fact]
    public void Answers_help_where_the_trained_policy_is_wrong()
    {
        var networks = Agent();
        double frozen = Reward(new GreedySession(new DrrScorer("frozen", networks), ChangedTaste.Items));
        double corrected = Reward(Corrected(networks));
        Assert.True(frozen < -0.8 * ChangedTaste.Steps, $"The problem is no test: an agent that hears nothing earns {frozen}.");
        Assert.True(corrected > 0, $"{frozen} became only {corrected} of {ChangedTaste.Steps}.");

        static double Reward(ISessionPolicy policy) => Users.Average(user => ChangedTaste.Play(policy, user).Sum());
    }

    [Fact]
    public void Answers_that_are_mostly_noise_leave_the_agent_as_it_is()
    {
        var networks = Agent();
        var free = new GreedySession(new DrrScorer("frozen", networks), ChangedTaste.Items);
        var held = Corrected(networks, Options with { Noise = 1e12f });
        Assert.All(Users, user => Assert.Equal(ChangedTaste.Play(free, user), ChangedTaste.Play(held, user)));
    }

    [Fact]
    public void A_session_is_the_same_whatever_sessions_came_before()
    {
        var session = Corrected(Agent());
        var rewards = Users.Select(user => ChangedTaste.Play(session, user)).ToArray();
        Assert.All(Users.Reverse(), user => Assert.Equal(rewards[user], ChangedTaste.Play(session, user)));
    }

    [Fact]
    public void A_session_like_one_before_allocates_nothing()
    {
        var session = Corrected(Agent());
        var (unavailable, observation) = (new bool[ChangedTaste.Items], new Observation(ChangedTaste.Slots));
        Play();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Play()
        {
            session.Reset();
            session.Choose(observation, unavailable);
            session.Observe(new StepOutcome(0.5f, Ended: true), observation);
        }
    }

    private static List<(int Item, float Reward, double Noise)> Heard(int user, float weight) =>
        [.. Known.Of(user).ToArray().Select(one => (one.Item, one.Reward, (double)Options.Noise / weight))];

    private static CorrectedScorer Corrected(ActorCritic networks, SessionOptions? options = null)
    {
        options ??= Options;
        var covariance = new RewardCovariance(new FitRows(Log, Log.AllTrain()), Miss, options.Correlation);
        return new("corrected", new DrrScorer("actor", networks), covariance, Known, options);
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
