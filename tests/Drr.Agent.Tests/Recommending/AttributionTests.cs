using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using Drr.Agent.Tests.States;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Recommending;

public sealed class AttributionTests
{
    private const int Length = 5, Items = 40;

    private static readonly RatingDataset Log = SmallLog.Random(users: 30, items: Items, density: 0.5, seed: 4);

    private static readonly FitRows Rows = new(Log, Log.AllTrain());

    [Property]
    public void Shares_sum_to_what_the_state_adds_to_an_items_lead(ulong seed)
    {
        var (scorer, known) = (new DrawnScorer(seed), Known(seed));
        var attribution = Explain(scorer, known);
        for (var item = 0; item < Items - 1; item++)
        {
            var added = Lead(scorer, known, item) - Lead(scorer, Without(known), item);
            var shares = attribution.Of(item);
            Assert.Equal(added, shares.Values.Sum(share => (double)share), 1e-4);
            Assert.True(
                added <= 1e-4 || shares.Values.Max() > 0, "The state puts the item ahead, but none of its items speaks for it.");
        }
    }

    [Property]
    public void Shares_differ_by_what_the_lead_loses_without_each(ulong seed)
    {
        var (scorer, known) = (new DrawnScorer(seed), Known(seed));
        var shares = Explain(scorer, known).Of(0);
        int[] state = [.. known.Items.Where(item => item != Observation.Empty)];
        double[] leads = [.. state.Select(one => Lead(scorer, Without(known, [.. state.Except([one])]), 0))];
        for (var i = 1; i < state.Length; i++)
        {
            Assert.Equal(leads[0] - leads[i], shares[state[i]] - shares[state[0]], 1e-4);
        }
    }

    [Property(MaxTest = 20)]
    public void Where_scores_are_sums_each_item_gets_its_own_term(ulong seed)
    {
        var (scorer, known) = (CooccurrenceScorer.Cosine(Rows), Known(seed));
        var attribution = Explain(scorer, known);
        foreach (var own in known.Items.Where(item => item != Observation.Empty))
        {
            Assert.All(Enumerable.Range(0, Items), item =>
                Assert.Equal(Lead(scorer, Without(known, own), item), attribution.Of(item)[own], 1e-5));
        }
    }

    [Fact]
    public void Where_the_state_does_not_matter_no_item_has_a_share()
    {
        var attribution = Explain(PopularityScorer.OfLiked(Log, Log.AllTrain()), Known(1));
        Assert.All(Enumerable.Range(0, Items), item => Assert.All(attribution.Of(item).Values, share => Assert.Equal(0, share)));
    }

    [Property(MaxTest = 20)]
    public void Of_a_corrected_agent_the_shares_of_all_that_was_rated_sum_to_what_it_adds(ulong seed)
    {
        var table = RandomVectors.Table(Log.Users.Count, Items, size: 4, seed);
        var networks = new ActorCritic(new PolicyOptions { Hidden = 8 }, new(), Length, table, new Rng(seed));
        var options = new SessionOptions { ScoreWorth = 0.5f };
        var correction = new Correction(new RewardCovariance(Rows, -0.5f, options.Correlation), options, options.ListWeight);
        var recommender = new Recommender("agent", networks, startsFromFirst: true, correction);
        var known = recommender.Observe(user: 3, SmallLog.Known(Log, 3));
        var scores = new float[Items];
        recommender.Score(known, scores);
        var attribution = Explain(recommender, known);
        var nothing = Lead(recommender.Agent, Without(known), 7);
        Assert.Equal(
            Mean(scores, 7) - (options.ScoreWorth * nothing), attribution.Of(7).Values.Sum(share => (double)share), 1e-4);
        Assert.Equal(known.Used.ToArray().Order(), attribution.Of(7).Keys.Order());
    }

    private static Attribution Explain(IScorer scorer, Observation known) =>
        new(scorer, known, new Tensor(new Shape(Attribution.Rows(Length), Items)));

    /// <summary>One to <see cref="Length"/> liked items of a user.</summary>
    private static Observation Known(ulong seed)
    {
        var rng = new Rng(seed);
        int[] items = [.. Enumerable.Range(0, Items)];
        rng.Shuffle<int>(items);
        return Without(new Observation(Length), items[..(1 + rng.NextInt(Length))]);
    }

    /// <summary>The same user with these items of the state alone.</summary>
    private static Observation Without(Observation known, params int[] left)
    {
        var without = new Observation(Length);
        without.Start(known.User, [.. left.Select(item => (item, 1f))], first: 0);
        return without;
    }

    private static double Lead(IScorer scorer, Observation observation, int item)
    {
        var scores = new float[Items];
        scorer.Score(observation, scores);
        return Mean(scores, item);
    }

    private static double Mean(float[] scores, int item) =>
        scores[item] - scores.Where(float.IsFinite).Average(score => (double)score);

    /// <summary>A model that might say anything; the last item cannot be shown.</summary>
    private sealed class DrawnScorer(ulong seed) : IScorer
    {
        public string Name => "drawn";

        public void Score(Observation observation, Span<float> scores)
        {
            var rng = new Rng(observation.Items.Aggregate(seed, (hash, item) => (hash * 31) + (ulong)(item + 2)));
            foreach (ref var score in scores)
            {
                score = (float)((8 * rng.NextDouble()) - 4);
            }

            scores[^1] = float.NegativeInfinity;
        }
    }
}
