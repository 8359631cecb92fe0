using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Bandits;
using Drr.Agent.Policies;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Evaluation.Bandits;
using Drr.Tensors;

namespace Drr.Agent.Tests.Evaluation;

public sealed class CorrectedAgentTests
{
    private const float Worth = 0.2f, Penalty = 3, KnownWeight = 0.4f;
    private static readonly int[] Users = [.. Enumerable.Range(0, ChangedTaste.Users)];
    private static readonly KnownRatings Known =
        KnownRatings.First(SmallLog.Random(ChangedTaste.Users, ChangedTaste.Items, 0.5, 3), ChangedTaste.Slots);

    [Fact]
    public void It_shows_what_a_plain_regression_of_its_errors_shows()
    {
        var (networks, items) = (Agent(), ChangedTaste.Vectors.Items);
        var (session, policy) = (Session(networks, Penalty), new Policy(networks, rows: 1));
        foreach (var user in Users)
        {
            var (unavailable, observation) = (new bool[ChangedTaste.Items], new Observation(ChangedTaste.Slots) { User = user });
            observation.Push(user);
            session.Reset();
            var plain = new PlainRidge(Penalty, new double[items.Shape.Columns]);
            double[] Vector(int item) => [.. items.Row(item).ToArray().Select(value => (double)value)];
            double Score(int item, double[] direction) => Vector(item).Zip(direction, (v, d) => v * d).Sum();
            for (var step = 0; step < ChangedTaste.Steps; step++)
            {
                policy.Observe(0, observation);
                double[] action = [.. policy.Act().ToArray().Select(value => (double)Worth * value)];
                void Learn(int item, float reward, double weight)
                {
                    var root = Math.Sqrt(weight); // an example times the root counts as the weight says
                    plain.Add([.. Vector(item).Select(value => root * value)], root * (reward - (Score(item, action) - 1)));
                }

                foreach (var (item, reward) in step == 0 ? Known.Of(user) : [])
                {
                    Learn(item, reward, KnownWeight);
                }

                double[] direction = [.. plain.Weights().Zip(action, (change, a) => change + a)];
                var best = Enumerable.Range(0, ChangedTaste.Items).Where(item => !unavailable[item]).Max(item => Score(item, direction));
                var shown = session.Choose(observation, unavailable);
                Assert.Equal(best, Score(shown, direction), 1e-4);
                unavailable[shown] = true;
                var answer = shown % 3 == 0 ? -1 : 0.5f;
                Learn(shown, answer, 1);
                session.Observe(new StepOutcome(answer, step == ChangedTaste.Steps - 1), observation);
            }
        }
    }

    [Fact]
    public void Answers_help_where_the_trained_policy_is_wrong()
    {
        var networks = Agent();
        double frozen = Reward(new GreedySession(new DrrScorer("frozen", networks), ChangedTaste.Items));
        double corrected = Reward(Session(networks, Penalty));
        Assert.True(frozen < -0.8 * ChangedTaste.Steps, $"The problem is no test: an agent that hears nothing earns {frozen}.");
        Assert.True(corrected > frozen / 2, $"{frozen} became only {corrected} of {ChangedTaste.Steps}.");

        static double Reward(ISessionPolicy policy) => Users.Average(user => ChangedTaste.Play(policy, user).Sum());
    }

    [Fact]
    public void A_correction_held_to_zero_leaves_the_agent_as_it_is()
    {
        var networks = Agent();
        var (free, held) = (new GreedySession(new DrrScorer("frozen", networks), ChangedTaste.Items), Session(networks, 1e12f));
        Assert.All(Users, user => Assert.Equal(ChangedTaste.Play(free, user), ChangedTaste.Play(held, user)));
    }

    [Fact]
    public void A_session_is_the_same_whatever_sessions_came_before()
    {
        var session = Session(Agent(), Penalty);
        var rewards = Users.Select(user => ChangedTaste.Play(session, user)).ToArray();
        Assert.All(Users.Reverse(), user => Assert.Equal(rewards[user], ChangedTaste.Play(session, user)));
    }

    [Fact]
    public void A_list_at_once_starts_with_what_a_session_would_show_first()
    {
        var (session, scores) = (Session(Agent(), Penalty), new float[ChangedTaste.Items]);
        foreach (var user in Users)
        {
            var observation = new Observation(ChangedTaste.Slots) { User = user };
            session.Reset();
            var first = session.Choose(observation, new bool[ChangedTaste.Items]);
            session.Observe(new StepOutcome(-1, Ended: false), observation);
            session.Score(observation, scores);
            Assert.Equal(first, Array.IndexOf(scores, scores.Max()));
        }
    }

    [Fact]
    public void A_session_allocates_nothing()
    {
        var session = Session(Agent(), Penalty);
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

    private static CorrectedAgent Session(ActorCritic networks, float penalty) =>
        new("corrected", networks, Known, new SessionOptions { ScoreWorth = Worth, Penalty = penalty, KnownWeight = KnownWeight });

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
