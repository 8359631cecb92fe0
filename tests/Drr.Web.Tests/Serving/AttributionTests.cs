using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Rivals;
using Drr.Agent.Runs;
using Drr.Tensors;
using Drr.Web.Contracts;
using Drr.Web.Serving;
using FsCheck.Xunit;

namespace Drr.Web.Tests.Serving;

public sealed class AttributionTests(SmallService service) : IClassFixture<SmallService>
{
    private const int Length = 10;

    [Property]
    public void Contributions_sum_to_what_the_whole_state_adds_to_the_films_lead(int seed)
    {
        var (scores, liked) = Drawn(seed);
        var attribution = new Attribution(scores, liked);
        for (var item = 0; item < scores.Shape[1] - 1; item++)
        {
            var added = Lead(scores, 0, item) - Lead(scores, 1, item);
            var contributions = attribution.Contributions(item);
            Assert.Equal(liked, contributions.Length);
            Assert.Equal(added, contributions.Sum(c => (double)c), 1e-4);
            Assert.True(added <= 1e-4 || contributions.Max() > 0, "The state puts the film ahead, but none of its films speaks for it.");
        }
    }

    [Property]
    public void Films_differ_by_what_the_lead_loses_without_each(int seed)
    {
        var (scores, liked) = Drawn(seed);
        var contributions = new Attribution(scores, liked).Contributions(0);
        for (var i = 1; i < liked; i++)
        {
            Assert.Equal(Lead(scores, 2, 0) - Lead(scores, 2 + i, 0), contributions[i] - contributions[0], 1e-4);
        }
    }

    [Fact]
    public void Where_scores_are_sums_each_film_gets_its_own_term()
    {
        var scorer = new BaselineScorer(new ItemCosineScorer(new FitRows(service.Data, new RowRole[service.Data.Ratings.Length])));
        int[] liked = [3, 14, 15, 9];
        var attribution = new Attribution(Ask(scorer, default, liked), liked.Length);
        for (var item = 0; item < service.Data.Items.Count; item += 7)
        {
            var terms = liked.Select(film => Ask(scorer, default, [film])).Select(alone => (float)Lead(alone, 0, item));
            Assert.All(terms.Zip(attribution.Contributions(item)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void Where_the_state_does_not_matter_no_film_contributes()
    {
        var popularity = new BaselineScorer(PopularityScorer.OfLiked(service.Data, new RowRole[service.Data.Ratings.Length]));
        var attribution = new Attribution(Ask(popularity, default, [1, 2, 3]), liked: 3);
        Assert.All(Enumerable.Range(0, service.Data.Items.Count), item => Assert.Equal([0, 0, 0], attribution.Contributions(item)));
    }

    [Fact]
    public void A_state_without_a_film_closes_the_gap()
    {
        var states = Attribution.States([5, 6, 7], length: 4);
        const int none = Observation.Empty;
        Assert.Equal(
            [[none, 5, 6, 7], [none, none, none, none], [none, none, 6, 7], [none, none, 5, 7], [none, none, 5, 6]],
            states.Select(state => state.Items));
    }

    [Fact]
    public void Films_that_the_agent_lists_have_reasons_from_the_state_unless_they_lead_as_far_without_it()
    {
        var (recommender, agent) = Agent();
        var (films, reasoned) = (0, 0);
        for (var dense = 0; dense < service.Data.Users.Count; dense++)
        {
            var person = new Person(service.Data.Users[dense], dense, null);
            var history = new UserHistory(service.Data, person, []);
            var list = recommender.List(person, history, RecommendationModel.Drr, agent, top: 10, []);
            var state = list.State.Select(film => film.Id).ToHashSet();
            var scores = Ask(agent, person, history.State(agent.Summary.HistoryLength));
            foreach (var (item, why) in list.Items.Select(film => (service.Data.FindItem(film.Film.Id), film.Why)))
            {
                Assert.All(why, reason => Assert.True(state.Contains(reason.Film.Id) && reason.Contribution > 0));
                Assert.True(why.Count > 0 || Lead(scores, 0, item) <= Lead(scores, 1, item) + 1e-4);
                (films, reasoned) = (films + 1, reasoned + (why.Count > 0 ? 1 : 0));
            }
        }

        Assert.True(reasoned > 0.9 * films, $"{reasoned} of {films} films have a reason.");
    }

    [Fact]
    public void The_agent_scores_a_state_of_a_new_user_as_if_it_were_alone()
    {
        var (_, agent) = Agent();
        var person = new Person(service.Data.Users[0] with { Id = 9_999 }, Dense: -1, "Zoë");
        var states = Attribution.States([3, 14, 15, 9], agent.Summary.HistoryLength);
        var together = new Tensor(new Shape(states.Length, service.Data.Items.Count));
        agent.Score(person, states, together);
        var alone = new Tensor(new Shape(1, service.Data.Items.Count));
        for (var row = 0; row < states.Length; row++)
        {
            agent.Score(person, [states[row]], alone);
            Assert.All(
                together.Row(row).ToArray().Zip(alone.Row(0).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    private (Recommender Recommender, ServingModel Agent) Agent() =>
        (new(new Catalogue(service.Data)), ServingModel.Load(RunFolder.Open(service.RunPath), service.Data));

    /// <summary>What a model says of a state, of none, and of the state without each film.</summary>
    private Tensor Ask(IBatchScorer scorer, Person person, int[] liked)
    {
        var states = Attribution.States(liked, Length);
        var scores = new Tensor(new Shape(states.Length, service.Data.Items.Count));
        scorer.Score(person, states, scores);
        return scores;
    }

    /// <summary>Scores of a model that might say anything; the last item cannot be shown.</summary>
    private static (Tensor Scores, int Liked) Drawn(int seed)
    {
        var rng = new Rng((ulong)(uint)seed);
        var liked = 1 + rng.NextInt(Length);
        var scores = new Tensor(new Shape(Attribution.Rows(liked), 20));
        for (var i = 0; i < scores.Span.Length; i++)
        {
            scores.Span[i] = (float)((8 * rng.NextDouble()) - 4);
        }

        for (var row = 0; row < scores.Shape[0]; row++)
        {
            scores.Row(row)[^1] = float.NegativeInfinity;
        }

        return (scores, liked);
    }

    private static double Lead(Tensor scores, int row, int item) =>
        scores.Row(row)[item] - scores.Row(row).ToArray().Where(float.IsFinite).Average(score => (double)score);
}
