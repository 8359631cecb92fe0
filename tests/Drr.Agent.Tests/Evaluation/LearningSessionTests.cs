using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Tests.Learning;
using Drr.Tensors;

namespace Drr.Agent.Tests.Evaluation;

public sealed class LearningSessionTests
{
    private static readonly DrrOptions Options = new()
    {
        Environment = new() { EpisodeLength = TasteProblem.Steps },
        Policy = new() { Hidden = 16 },
        Learning = new() { BatchSize = 16, CriticUpdatesFirst = 0, ActorDelay = 1, Candidates = 10, NextCandidates = 5, ActorRate = 1e-2 },
    };

    [Fact]
    public void Every_session_starts_from_the_trained_agent_whatever_the_sessions_before_it_taught()
    {
        var session = Create(out var networks);
        var trained = networks.Parameters.Values.ToArray();
        var first = Play(session, user: 3);
        Assert.NotEqual(trained, networks.Parameters.Values.ToArray());
        Play(session, user: 8);
        Assert.Equal(first, Play(session, user: 3));
        session.Reset();
        Assert.Equal(trained, networks.Parameters.Values.ToArray());
    }

    [Fact]
    public void What_a_session_teaches_changes_what_it_shows()
    {
        var (learning, greedy) = (Create(out _), new GreedySession(new DrrScorer("greedy", Networks()), TasteProblem.Table.Items.Shape[0]));
        Assert.Contains(Enumerable.Range(0, TasteProblem.Users), user =>
        {
            var (one, other) = (Play(learning, user), Play(greedy, user));
            return one[0] == other[0] && !one.SequenceEqual(other); // the first step has nothing to learn from
        });
    }

    private static ActorCritic Networks() => new(Options.Policy, Options.State, TasteProblem.Slots, TasteProblem.Table, new Rng(1));

    private static LearningSession Create(out ActorCritic networks)
    {
        networks = Networks();
        return new LearningSession("learning", new DdpgLearner(networks, Options.Learning), Options, new Rng(2));
    }

    private static List<int> Play(ISessionPolicy policy, int user)
    {
        var (environment, shown) = (TasteProblem.Environments(1).First(), new List<int>());
        environment.Reset(user);
        policy.Reset();
        for (var ended = false; !ended;)
        {
            shown.Add(policy.Choose(environment.Observation, environment.Unavailable));
            var outcome = environment.Step(shown[^1]);
            policy.Observe(outcome, environment.Observation);
            ended = outcome.Ended;
        }

        return shown;
    }
}
