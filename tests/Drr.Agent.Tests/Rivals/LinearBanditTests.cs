using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Evaluation;
using Drr.Agent.Tests.Sessions;
using Drr.Tensors;
using Drr.Agent.Sessions;

namespace Drr.Agent.Tests.Rivals;

public sealed class LinearBanditTests
{
    private const int Items = 20, TrainUsers = 8, Users = 12, StateLength = 2, Steps = 6;

    private static readonly RatingDataset Dataset = SmallLog.Random(Users, Items, 0.6, 5);

    private static readonly DatasetSplit Split = SmallSplit.ByUser(Dataset, TrainUsers, StateLength);

    private static readonly EmbeddingTable Embeddings = Split.Embeddings();

    /// <summary>A twin that keeps all examples and solves every regression anew at each step shows the same items, in
    /// training and after it.</summary>
    [Theory]
    [InlineData(0, 0f, StateLength)]
    [InlineData(0, 0.5f, 1)]
    [InlineData(2, 0f, StateLength)]
    [InlineData(2, 0.7f, 0)]
    [InlineData(2, 0.7f, 9)] // more ratings than features
    public void It_shows_what_a_plain_version_shows(int hidden, float exploration, int ratings)
    {
        var options = new BanditOptions
        {
            Exploration = exploration, Penalty = 2, HiddenSize = hidden, HiddenExploration = exploration / 2, HiddenPenalty = 3,
        };
        var known = First(Dataset, ratings);
        var bandit = new LinearBandit("bandit", Embeddings, known, options, new Rng(3));
        var twin = new PlainBandit(Embeddings, known, options, bandit);
        var environment = Environment();
        for (var user = 0; user < Users; user++)
        {
            var trains = user < TrainUsers;
            twin.Begin(user);
            if (trains)
            {
                bandit.Train(new Compared(environment, twin, trains), [user]);
            }
            else
            {
                PlayedSession.Play(new Compared(environment, twin, trains), user, bandit);
            }
        }

        Assert.All(Enumerable.Range(0, Items), item => Assert.All(
            bandit.FeaturesOf(item).ToArray().Zip(twin.FeaturesOf(item)), pair => Assert.Equal(pair.Second, pair.First, 1e-3)));
    }

    [Fact]
    public void A_session_depends_on_its_user_alone()
    {
        var bandit = Create(new BanditOptions { HiddenSize = 2 });
        bandit.Train(Environment(), Enumerable.Range(0, TrainUsers));
        var features = bandit.FeaturesOf(0).ToArray();
        int[] users = [8, 9, 8, 10, 8];
        double[] rewards = [.. users.Select(user => PlayedSession.Play(Environment(), user, bandit).Reward)];
        Assert.Equal([rewards[0], rewards[0]], [rewards[2], rewards[4]]);
        Assert.Equal(features, bandit.FeaturesOf(0));
    }

    /// <summary>In the sessions of <see cref="ChangedTaste"/> items of one kind earn 1, the others -1, and nothing of
    /// it was known before.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void It_learns_within_a_session(int hidden)
    {
        var dataset = SmallLog.Random(ChangedTaste.Users, ChangedTaste.Items, 0.1, 2);
        var options = new BanditOptions { Penalty = 1, Exploration = 0.2f, HiddenSize = hidden };
        var bandit = new LinearBandit("bandit", ChangedTaste.Vectors, First(dataset, 0), options, new Rng(1));
        var rewards = ChangedTaste.Play(bandit, 3);
        Assert.InRange(rewards[^15..].Sum(), 9, 15); // by chance 0; it goes on exploring
        Assert.True(bandit.Learns);
    }

    [Fact]
    public void Training_teaches_what_users_have_in_common()
    {
        var (trained, untrained) = (Create(new() { Penalty = 1 }), Create(new() { Penalty = 1 }));
        var environment = Environment((_, item) => Embeddings.Items.Row(item)[0] > 0 ? 1 : -1);
        trained.Train(environment, Enumerable.Range(0, TrainUsers));
        Assert.True(Total(trained) > Total(untrained));

        double Total(LinearBandit bandit) =>
            Enumerable.Range(TrainUsers, Users - TrainUsers).Sum(user => PlayedSession.Play(environment, user, bandit).Reward);
    }

    [Fact]
    public void Equal_items_go_to_the_smaller_id()
    {
        var dataset = SmallLog.Of(2, 3, (0, 0, 5));
        var same = new EmbeddingTable(
            EmbeddingMethod.Pmf, new(new Shape(2, 1)), new(new Shape(3, 1), [1, 1, 1]), [true, true, true]);
        var bandit = new LinearBandit("bandit", same, First(dataset, 1), new(), new Rng(1));
        Assert.Equal(0, bandit.Choose(new Observation(1) { User = 1 }, [false, false, false]));
        bandit.Reset();
        Assert.Equal(1, bandit.Choose(new Observation(1) { User = 0 }, [true, false, false]));
    }

    /// <summary>The first ratings of each user, as rewards.</summary>
    private static (int, float)[][] First(RatingDataset dataset, int count) =>
        [.. Enumerable.Range(0, dataset.Users.Count).Select(user => SmallLog.Known(dataset, user, count))];

    private static LinearBandit Create(BanditOptions options) =>
        new("bandit", Embeddings, First(Dataset, StateLength), options, new Rng(3));

    private static RecommendationEnvironment Environment(Func<int, int, float>? reward = null)
    {
        var log = new RatingLookup(Dataset, Split.Roles, Enum.GetValues<RowRole>());
        IFeedback feedback = reward is null ? new LogFeedback(log, Dataset.Scale, -0.5f) : new Given(reward);
        var start = StartingItems.FirstRated(Dataset, Split.Roles, StateLength);
        return new(start, Embeddings.Fitted, feedback, Steps);
    }

    private sealed class Given(Func<int, int, float> reward) : IFeedback
    {
        public float RewardOf(int user, int item) => reward(user, item);
    }

    /// <summary>Checks each item shown against the twin's.</summary>
    private sealed class Compared(RecommendationEnvironment environment, PlainBandit twin, bool trains) : IEnvironment
    {
        public Observation Observation => environment.Observation;

        public ReadOnlySpan<bool> Unavailable => environment.Unavailable;

        public void Reset(int user) => environment.Reset(user);

        public StepOutcome Step(int item)
        {
            Assert.Equal(twin.Choose(environment.Unavailable), item);
            var outcome = environment.Step(item);
            twin.Observe(item, outcome.Reward, trains);
            return outcome;
        }
    }
}
