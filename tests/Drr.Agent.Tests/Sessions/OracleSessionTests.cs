using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Sessions;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Evaluation;
using Drr.Tensors;

namespace Drr.Agent.Tests.Sessions;

public sealed class OracleSessionTests
{
    private sealed class Answers(float[] rewards) : IFeedback
    {
        public float RewardOf(int user, int item) => rewards[item];
    }

    /// <summary>Against all orders of showing two of five items.</summary>
    [Fact]
    public void Who_knows_every_answer_earns_what_can_be_earned()
    {
        var dataset = SmallLog.Of(1, 6, (0, 5, 5));
        var split = SmallSplit.ByUser(SmallLog.Of(2, 6, (0, 5, 5), (1, 5, 5)), trainUsers: 1, stateLength: 1);
        var start = StartingItems.FirstRated(split.Dataset, split.Roles, 1);
        var rng = new Rng(4);
        for (var trial = 0; trial < 20; trial++)
        {
            float[] rewards = [.. Enumerable.Range(0, 6).Select(_ => rng.NextSingle() - 0.5f)];
            var environment = new RecommendationEnvironment(start, dataset.AllFitted(), new Answers(rewards), episodeLength: 2);
            var oracle = new OracleSession("oracle", (_, item) => rewards[item], 6);
            var pairs =
                from a in Enumerable.Range(0, 5)
                from b in Enumerable.Range(0, 5)
                where a != b
                select rewards[a] + rewards[b];
            var most = pairs.Max();
            Assert.Equal(most, PlayedSession.Play(environment, 0, oracle).Reward, 1e-6);
        }
    }
}
