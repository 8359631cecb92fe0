using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Recommending;
using Drr.Agent.Sessions;
using Drr.Agent.Tests.Environments;

namespace Drr.Agent.Tests.Evaluation;

public sealed class InteractiveProtocolTests
{
    /// <summary>User 0 trains; user 1 starts from item 0 and rated item 1 with 5, item 2 with 2; item 3 has a vector and no
    /// answer. User 2 has nothing beyond the start.</summary>
    private static readonly RatingDataset Dataset = SmallLog.Of(
        3, 4, (0, 0, 5), (0, 1, 5), (0, 2, 5), (0, 3, 5), (1, 0, 3), (1, 1, 5), (1, 2, 2), (2, 0, 4));

    [Fact]
    public void Every_answer_of_the_log_counts_and_only_what_was_liked_enters_the_state()
    {
        var seen = new List<int>();
        var section = Assert.Single(Evaluate(new Watching(seen, 0, 3, 2, 1)).Sections);
        Assert.Equal((1, 1), (section.Users, section.UsersLeftOut));
        // Liked, disliked, never rated.
        Assert.Equal(1 - 0.5 - 0.5, section.Value("watching", SimulatorProtocol.RewardColumn).Mean, 1e-6);
        Assert.Equal(2 / 3.0, section.Value("watching", InteractiveProtocol.HitColumn).Mean, 1e-6);
        Assert.Equal(1 / 3.0, section.Value("watching", SimulatorProtocol.LikedColumn).Mean, 1e-6);
        Assert.Equal(0, section.Value("watching", "novelty").Mean); // one user trains, and rated all
        Assert.InRange(section.Value("watching", "diversity").Mean, 0.01, 2);
        Assert.Equal([0, 1, 1], seen);
    }

    [Fact]
    public void Embeddings_that_saw_other_rows_are_refused() =>
        Assert.Throws<LeakException>(() => Evaluate(new FixedScorer("flat", new float[4]), leaks: true));

    private static EvaluationReport Evaluate(IScorer scorer, bool leaks = false)
    {
        var split = SmallSplit.ByUser(Dataset, trainUsers: 1, stateLength: 1);
        var log = new RatingLookup(Dataset, split.Roles, Enum.GetValues<RowRole>());
        var start = StartingItems.FirstRated(Dataset, split.Roles, 1);
        var feedback = new LogFeedback(log, Dataset.Scale, unratedReward: -0.5f);
        var environment = new RecommendationEnvironment(start, Dataset.AllFitted(), feedback, episodeLength: 3);
        return InteractiveProtocol.Evaluate(
            split, leaks ? split.LeakingEmbeddings() : split.Embeddings(), environment, log, [new GreedySession(scorer, 4)],
            new EvaluationOptions { Resamples = 20, HistoryLength = 1 }, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Fixed scores; writes down the last item of each state that it is shown.</summary>
    private sealed class Watching(List<int> seen, params float[] scores) : IScorer
    {
        public string Name => "watching";

        public void Score(Observation observation, Span<float> into)
        {
            seen.Add(observation.Items[^1]);
            scores.CopyTo(into);
        }
    }
}
