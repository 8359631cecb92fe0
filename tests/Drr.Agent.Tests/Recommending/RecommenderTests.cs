using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Sessions;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;

namespace Drr.Agent.Tests.Recommending;

/// <summary>What is measured is what is shown.</summary>
public sealed class RecommenderTests
{
    private static readonly RatingDataset Data = SyntheticDataset.Generate(new() { Users = 80, Items = 90, Ratings = 2_500 });

    public static TheoryData<string> AllPresets => [.. Presets.All.Keys];

    [Theory, MemberData(nameof(AllPresets))]
    public void The_first_row_of_an_evaluation_ranks_as_the_recommender_does(string preset)
    {
        var (pipeline, split, networks, options) = Untrained(preset);
        var recommender = pipeline.Recommender(split, networks);
        if (split.Options.Protocol == SplitProtocol.Catalogue)
        {
            var recorder = new Recorder(recommender);
            CatalogueProtocol.Evaluate(
                split, networks.Embeddings, [recorder],
                new() { HistoryLength = options.Environment.HistoryLength, Resamples = 10 });
            Assert.Equal(split.TestUsers.Except(split.UnevaluableUsers).Order(), recorder.Scores.Keys.Order());
            foreach (var (user, scores) in recorder.Scores)
            {
                var first = SmallLog.Known(Data, user, networks.HistoryLength);
                Assert.Equal(Scores(recommender, recommender.Observe(user, first)), scores);
            }
        }

        Assert.Equal(recommender.HearsAnswers, split.Options.Protocol == SplitProtocol.Catalogue && options.Session.Correct);
    }

    [Theory, MemberData(nameof(AllPresets))]
    public void A_list_holds_the_best_scores_of_what_the_user_has_not_rated(string preset)
    {
        var (pipeline, split, networks, _) = Untrained(preset);
        var recommender = pipeline.Recommender(split, networks);
        int[] users = [2, 41, 77];
        foreach (var (user, list) in users.Zip(pipeline.Recommend(recommender, users, 10)))
        {
            var scores = Scores(recommender, recommender.Observe(user, SmallLog.Known(Data, user)));
            var rated = Data.HistoryOf(user).ToArray().Select(rating => rating.Item).ToHashSet();
            var expected = Enumerable.Range(0, scores.Length).Where(item => !rated.Contains(item))
                .OrderByDescending(item => scores[item]).ThenBy(item => item).Take(10)
                .Select(item => (Data.Items[item].Id, scores[item]));
            Assert.Equal(Data.Users[user].Id, list.User);
            Assert.Equal(expected, list.Items.Select(item => (item.Item, item.Score)));
        }
    }

    [Fact]
    public void A_session_gives_it_what_answers_after_a_start_give()
    {
        var (pipeline, split, networks, options) = Untrained("ranking");
        var recommender = pipeline.Recommender(split, networks, inSessions: true);
        var log = new RatingLookup(Data, split.Roles, Enum.GetValues<RowRole>());
        var start = StartingItems.FirstRated(Data, split.Roles, networks.HistoryLength);
        var environment = new RecommendationEnvironment(
            start, networks.Embeddings.Fitted, new LogFeedback(log, Data.Scale, -0.5f), 6);
        foreach (var user in split.TestUsers.Where(environment.CanStart).Take(5))
        {
            var played = PlayedSession.Play(environment, user, new GreedySession(recommender, Data.Items.Count));
            var rewards = environment.Observation.Rewards[environment.Observation.KnownBefore..].ToArray();
            var known = recommender.Observe(
                user, SmallLog.Known(Data, user, networks.HistoryLength), [.. played.Shown.Zip(rewards)]);
            Assert.Equal(environment.Observation.Items, known.Items);
            Assert.Equal(environment.Observation.Used, known.Used);
            Assert.Equal(Scores(recommender, environment.Observation), Scores(recommender, known));
        }
    }

    [Fact]
    public void A_guest_is_scored_alike_alone_and_beside_others_and_a_copy_scores_alike()
    {
        var (pipeline, split, networks, _) = Untrained("ranking");
        var recommender = pipeline.Recommender(split, networks);
        var guest = recommender.Observe(Observation.Guest, [(3, 1), (14, -1), (15, 0.5f)]);
        var other = recommender.Observe(5, SmallLog.Known(Data, 5));
        var alone = Scores(recommender, guest);
        Assert.NotEqual(alone, Scores(recommender, other));
        Assert.Equal(alone, Scores(recommender, guest));
        Assert.Equal(alone, Scores(recommender.Copy(), guest));
        var together = new Tensor(new Shape(2, Data.Items.Count));
        recommender.Agent.Score([other, guest], together);
        Assert.All(Scores(recommender.Agent, guest), (score, item) => Assert.Equal(score, together.Row(1)[item], 1e-4f));
    }

    private static float[] Scores(IScorer scorer, Observation observation)
    {
        var scores = new float[Data.Items.Count];
        scorer.Score(observation, scores);
        return scores;
    }

    /// <summary>An agent of a preset, small and as it starts: what ranks is fixed by then.</summary>
    private static (Pipeline Pipeline, DatasetSplit Split, ActorCritic Networks, DrrOptions Options) Untrained(string preset)
    {
        var options = Presets.All[preset];
        options = options with
        {
            Embedding = options.Embedding with { Size = 10, Members = Math.Min(2, options.Embedding.Members) },
            Policy = options.Policy with { Hidden = 8 },
        };
        var pipeline = new Pipeline(Data, options);
        var split = pipeline.Split();
        var networks = new ActorCritic(
            options.Policy, options.State, options.Environment.HistoryLength, pipeline.Embed(split), new Rng(options.Seed));
        return (pipeline, split, networks, options);
    }

    /// <summary>Keeps what a scorer said of each user.</summary>
    private sealed class Recorder(IScorer scorer) : IScorer
    {
        public string Name => scorer.Name;

        public Dictionary<int, float[]> Scores { get; } = [];

        public void Score(Observation observation, Span<float> scores)
        {
            scorer.Score(observation, scores);
            Scores[observation.User] = scores.ToArray();
        }
    }
}
