using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Sessions;
using Drr.Agent.Tests.Environments;

namespace Drr.Agent.Tests.Evaluation;

public sealed class SimulatorProtocolTests
{
    private static readonly EvaluationOptions Options = new() { Resamples = 50 };

    private static readonly SimulatorCard Card = new(EpisodeLength: 2, "not rounded", HeldOutRows: 3) { HeldOutError = 0.5 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Rewards by user and item; the same for every policy.</summary>
    private sealed class FixedFeedback(float[][] rewards) : IFeedback
    {
        public float RewardOf(int user, int item) => rewards[user][item];
    }

    /// <summary>Shows the last available item, and writes down what it is told.</summary>
    private sealed class LearningPolicy : ISessionPolicy
    {
        public string Name => "learning";

        public bool Learns => true;

        public List<string> Calls { get; } = [];

        public void Reset() => Calls.Add("reset");

        public int Choose(Observation observation, ReadOnlySpan<bool> unavailable)
        {
            Calls.Add($"choose for {observation.User} after {observation.Items[^1]}");
            return unavailable.LastIndexOf(false);
        }

        public void Observe(StepOutcome outcome, Observation next) => Calls.Add($"{outcome.Reward} then {next.Items[^1]}");
    }

    /// <summary>Two users start from item 0; two steps. Greedy by id shows 1 and 2, the other one 3 and 2.</summary>
    [Fact]
    public void Rewards_are_added_over_sessions_and_policies_are_reset_before_each()
    {
        var (split, environment) = World();
        var learning = new LearningPolicy();
        ISessionPolicy[] policies = [new GreedySession(new FixedScorer("flat", new float[4]), 4), learning];
        var report = SimulatorProtocol.Evaluate(
            split, split.Embeddings(), environment, [0, 1], policies, Card, Options, null, Cancellation);
        var section = Assert.Single(report.Sections);
        Assert.Equal((2, 1), (section.Users, section.UsersLeftOut));
        Assert.Equal(0.5 + 1 - 1 + 0, section.Value("flat", SimulatorProtocol.TotalColumn).Mean, 1e-6);
        Assert.Equal(-0.5 + 1 + 1 + 0, section.Value("learning", SimulatorProtocol.TotalColumn).Mean, 1e-6);
        Assert.Equal(0.75, section.Value("learning", SimulatorProtocol.RewardColumn).Mean, 1e-6);
        Assert.Equal(0.375, section.Value("learning", SimulatorProtocol.StepColumn).Mean, 1e-6);
        Assert.Equal(0.5, section.Value("flat", SimulatorProtocol.LikedColumn).Mean);
        Assert.Equal((2, 2), (section.Rows[0].DistinctItems, section.Rows[1].DistinctItems));
        Assert.Equal(
            [
                "reset", "choose for 0 after 0", "-0.5 then 0", "choose for 0 after 0", "1 then 2",
                "reset", "choose for 1 after 0", "1 then 3", "choose for 1 after 3", "0 then 3",
            ],
            learning.Calls);
    }

    [Fact]
    public void The_card_says_who_answers_and_who_learns()
    {
        var (split, environment) = World();
        ISessionPolicy[] policies = [new GreedySession(new FixedScorer("flat", new float[4]), 4), new LearningPolicy()];
        var card = SimulatorProtocol.Evaluate(
            split, split.Embeddings(), environment, [0], policies, Card, Options, null, Cancellation).Card;
        Assert.Equal(["learning"], card.Simulator!.Learners);
        Assert.Equal(Card, card.Simulator with { Learners = Card.Learners });
        Assert.Contains("latest 2 liked items", card.State, StringComparison.Ordinal);
    }

    [Fact]
    public void The_greedy_adapter_shows_the_best_available_item()
    {
        var session = new GreedySession(new FixedScorer("s", 1, 5, 3, 5), 4);
        Assert.Equal(1, session.Choose(new Observation(1), [false, false, false, false]));
        Assert.Equal(3, session.Choose(new Observation(1), [false, true, false, false]));
        Assert.Equal(2, session.Choose(new Observation(1), [false, true, false, true]));
        var nothing = new GreedySession(new FixedScorer("s", 1, float.NegativeInfinity), 2);
        Assert.Throws<InvalidOperationException>(() => nothing.Choose(new Observation(1), [true, false]));
    }

    [Fact]
    public void Embeddings_that_saw_other_rows_are_refused()
    {
        var (split, environment) = World();
        ISessionPolicy[] policies = [new LearningPolicy()];
        Assert.Throws<LeakException>(() => SimulatorProtocol.Evaluate(
            split, split.LeakingEmbeddings(), environment, [0], policies, Card, Options, null, Cancellation));
    }

    private static (DatasetSplit Split, IEnvironment Environment) World()
    {
        var dataset = SmallLog.Of(3, 4, (0, 0, 5), (1, 0, 5));
        var split = SmallSplit.ByUser(dataset, trainUsers: 2, stateLength: 1);
        var start = StartingItems.LatestLiked(dataset, split.Roles, 2);
        float[][] rewards = [[0, 0.5f, 1, -0.5f], [0, -1, 0, 1], []];
        return (split, new RecommendationEnvironment(start, dataset.AllFitted(), new FixedFeedback(rewards), 2));
    }
}
