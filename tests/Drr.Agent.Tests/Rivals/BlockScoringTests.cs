using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.States;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.Evaluation;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Agent.Tests.Rivals;

/// <summary>Whatever scores users: what it gives to many at once is what it gives to each.</summary>
public sealed class BlockScoringTests
{
    private const int Users = 80, Items = 30, History = 3;
    private static readonly RatingDataset Dataset = SmallLog.Random(Users, Items, 0.3, 8);
    private static readonly Dictionary<string, Func<IScorer>> Scorers = All().ToDictionary(one => one.Name, one => one.Make);

    public static TheoryData<string> Names => [.. Scorers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_of_many_users_are_those_of_each(string name)
    {
        var scorer = Scorers[name]();
        foreach (var count in (int[])[1, 2, 5, 64, Users, 7])
        {
            Observation[] observations = [.. Enumerable.Range(0, count).Select(Observed)];
            var together = new Tensor(new Shape(count + 1, Items));
            together.Span.Fill(77);
            scorer.Score(observations, together);
            for (var row = 0; row < count; row++)
            {
                var alone = new float[Items];
                scorer.Score(observations[row], alone);
                Close.Assert(alone, together.Row(row), 1e-4, 1e-5, $"{name}, row {row} of {count}");
            }

            Assert.All(together.Row(count).ToArray(), score => Assert.Equal(77, score)); // a row too many stays as it is
        }
    }

    /// <summary>States of 0 to 3 items, and for some another answer since.</summary>
    private static Observation Observed(int user)
    {
        var (observation, rng) = (new Observation(History), new Rng((ulong)user + 1));
        var slots = Enumerable.Range(0, History)
            .Select(slot => slot < user % 4 ? rng.NextInt(Items / 3) + (slot * Items / 3) : Observation.Empty);
        int[] items = [.. slots.Order()];
        observation.Start(user, items, [.. items.Select(_ => rng.NextSingle())]);
        if (user % 3 == 0)
        {
            observation.Use(Enumerable.Range(0, Items).First(item => !observation.Used.Contains(item)), -0.5f);
        }

        return observation;
    }

    private static IEnumerable<(string Name, Func<IScorer> Make)> All()
    {
        foreach (var protocol in Enum.GetValues<SplitProtocol>())
        {
            var options = new SplitOptions { Protocol = protocol, TestShare = 0.25, ValidationShare = 0 };
            var split = DatasetSplit.Create(Dataset, options, History, seed: 1);
            var (rewards, embeddings) = (new RewardCovariances(split), split.Embeddings());
            var networks = new ActorCritic(
                new PolicyOptions { Hidden = 8, LastLayerLimit = 0.5 }, new StateOptions(), History, embeddings, new Rng(1));
            foreach (var baseline in BaselineList.Of(split, rewards, networks, seed: 1))
            {
                yield return ($"{baseline.Name}, {protocol}", () => baseline.Choices[0].Fit(default));
            }

            var correction = new Correction(rewards.Of(0.5f), new SessionOptions(), StartWeight: 0.5f);
            yield return ($"agent, {protocol}", () => new DrrScorer("agent", networks));
            yield return ($"recommender, {protocol}", () => new Recommender("agent", networks, true, null));
            yield return ($"corrected, {protocol}", () => new Recommender("agent", networks, true, correction));
        }
    }
}
