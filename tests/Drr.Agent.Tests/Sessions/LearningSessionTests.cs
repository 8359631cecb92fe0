using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Sessions;
using Drr.Tensors;

namespace Drr.Agent.Tests.Sessions;

public sealed class LearningSessionTests
{
    private static readonly int[] Users = [.. Enumerable.Range(0, ChangedTaste.Users)];

    public static TheoryData<ActorObjective> Objectives => [.. Enum.GetValues<ActorObjective>()];

    [Fact]
    public void Learning_within_a_session_helps_where_the_trained_policy_is_wrong()
    {
        var options = Options(ActorObjective.Ranking);
        double frozen = Reward(Frozen(options)), learning = Reward(Create(options).Session);
        Assert.True(frozen < -0.8 * ChangedTaste.Steps, $"The problem is no test: an agent that does not learn earns {frozen}.");
        Assert.True(learning > frozen / 2, $"{frozen} became only {learning} of {ChangedTaste.Steps}.");

        static double Reward(ISessionPolicy policy) => Users.Average(user => ChangedTaste.Play(policy, user).Sum());
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_session_is_the_same_whatever_sessions_came_before(ActorObjective objective)
    {
        var (session, learner) = Create(Options(objective));
        var (rewards, weights) = (new float[Users.Length][], new float[Users.Length][]);
        foreach (var user in Users)
        {
            (rewards[user], weights[user]) = (ChangedTaste.Play(session, user), Weights(learner));
        }

        foreach (var user in Users.Reverse())
        {
            Assert.Equal(rewards[user], ChangedTaste.Play(session, user));
            Assert.Equal(weights[user], Weights(learner));
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_reset_restores_every_bit_that_a_session_changed(ActorObjective objective)
    {
        var (session, learner) = Create(Options(objective));
        var (trained, statistics) = (Saved(learner), learner.Statistics);
        ChangedTaste.Play(session, 3);
        var played = Saved(learner);
        string[] parts =
        [
            "networks/", "targets/", "adam/critic/m", "adam/critic/v", "adam/critic/steps",
            "adam/actor/m", "adam/actor/v", "adam/actor/steps",
        ];
        Assert.All(parts, part => Assert.Contains(
            trained, entry => entry.Key.StartsWith(part, StringComparison.Ordinal)
                && !entry.Value.SequenceEqual(played[entry.Key])));
        Assert.NotEqual(statistics, learner.Statistics);

        session.Reset();
        Assert.Equal(trained, Saved(learner));
        Assert.Equal(statistics, learner.Statistics);
    }

    [Fact]
    public void There_is_an_update_for_every_step_but_the_last_which_nothing_follows()
    {
        var (session, learner) = Create(Options(ActorObjective.Ranking));
        var before = learner.UpdateCount;
        ChangedTaste.Play(session, 0);
        Assert.Equal(before + ChangedTaste.Steps - 1, learner.UpdateCount);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_first_item_is_that_of_the_trained_agent_without_exploration(ActorObjective objective)
    {
        var (session, frozen) = (Create(Options(objective)).Session, Frozen(Options(objective)));
        foreach (var user in Users)
        {
            var observation = new Observation(ChangedTaste.Slots) { User = user };
            session.Reset();
            Assert.Equal(
                frozen.Choose(observation, new bool[ChangedTaste.Items]),
                session.Choose(observation, new bool[ChangedTaste.Items]));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        var weights = new List<float[]>();
        foreach (var seed in new ulong[] { 1, 1, 2 })
        {
            var (session, learner) = Create(Options(ActorObjective.Ranking), seed);
            ChangedTaste.Play(session, 5);
            weights.Add(Weights(learner));
        }

        Assert.Equal(weights[0], weights[1]);
        Assert.NotEqual(weights[0], weights[2]);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_session_allocates_nothing_once_warm(ActorObjective objective)
    {
        var session = Create(Options(objective)).Session;
        var (unavailable, observation) = (new bool[ChangedTaste.Items], new Observation(ChangedTaste.Slots));
        Play();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Play()
        {
            session.Reset();
            for (var step = 1; step <= 10; step++)
            {
                session.Choose(observation, unavailable);
                session.Observe(new StepOutcome(0.5f, step == 10), observation);
            }
        }
    }

    private static (LearningSession Session, DdpgLearner Learner) Create(DrrOptions options, ulong seed = 1)
    {
        var learner = ChangedTaste.Train(options);
        return (new("learning", learner, options.Replay, ChangedTaste.Steps, new Rng(seed)), learner);
    }

    private static GreedySession Frozen(DrrOptions options) =>
        new(new DrrScorer("frozen", ChangedTaste.Train(options).Networks), ChangedTaste.Items);

    private static DrrOptions Options(ActorObjective objective) => new()
    {
        Policy = objective == ActorObjective.Ranking
            ? new() { Hidden = 16 }
            : new() { Hidden = 16, ActorForm = ActorForm.Tanh, HistoryShare = 0 },
        Learning = new()
        {
            Objective = objective,
            StoredAction = objective == ActorObjective.Ranking ? StoredAction.ShownItem : StoredAction.Vector,
            Steps = 200, BatchSize = 8, CriticUpdatesFirst = 100, ActorDelay = 1, CriticRate = 1e-2, ActorRate = 2e-2,
            Candidates = ChangedTaste.Items, NextCandidates = 5, Discount = 0,
        },
    };

    private static float[] Weights(DdpgLearner learner) => learner.Networks.Parameters.Values.ToArray();

    /// <summary>The bytes of all that a checkpoint holds.</summary>
    private static Dictionary<string, byte[]> Saved(DdpgLearner learner)
    {
        var entries = new Dictionary<string, TensorEntry>();
        learner.Save(entries);
        return entries.ToDictionary(entry => entry.Key, entry => Bytes(entry.Value.Values));
    }

    private static byte[] Bytes(Array values)
    {
        var bytes = new byte[Buffer.ByteLength(values)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }
}
