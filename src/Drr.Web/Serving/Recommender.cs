using System.Collections.Concurrent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation.Baselines;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>Makes lists, and says which films of the state they rest on.</summary>
internal sealed class Recommender
{
    /// <summary>Films of a state where no agent says how many.</summary>
    public const int StandardLength = 10;

    private const int Reasons = 3;
    private readonly Catalogue _catalogue;
    private readonly BaselineScorer _popularity, _itemCosine;
    private readonly ConcurrentBag<Tensor> _scores = []; // [history + 1, items] each

    public Recommender(Catalogue catalogue)
    {
        var (data, everyRow) = (catalogue.Data, new RowRole[catalogue.Data.Ratings.Length]); // nothing is held out
        _catalogue = catalogue;
        _popularity = new(PopularityScorer.OfLiked(data, everyRow));
        _itemCosine = new(new ItemCosineScorer(new FitRows(data, everyRow)));
    }

    /// <summary>A user's list.</summary>
    /// <param name="person">Whose.</param> <param name="history">What they have done.</param>
    /// <param name="asked">Which model.</param> <param name="agent">The agent, where there is one.</param>
    /// <param name="top">How many films.</param> <param name="hidden">Films not to show besides those rated; dense ids.</param>
    /// <returns>Shorter than <paramref name="top"/> where there are fewer films left.</returns>
    public RecommendationList List(
        Person person, UserHistory history, RecommendationModel asked, ServingModel? agent, int top, IEnumerable<int> hidden)
    {
        var length = agent?.Summary.HistoryLength ?? StandardLength;
        var state = history.State(length);
        var model = state.Length == 0 ? RecommendationModel.Popularity : asked;
        IBatchScorer scorer = model switch
        {
            RecommendationModel.Drr => agent!,
            RecommendationModel.ItemCosine => _itemCosine,
            _ => _popularity,
        };
        var items = Rank(scorer, person, state, length, top, [.. history.Rated, .. hidden]);
        return new(
            person.Id, asked, model, model == RecommendationModel.Drr ? agent!.Summary.Version : null,
            [.. state.Reverse().Select(item => _catalogue.Films[item])], items);
    }

    /// <summary>Row 0 of the scores is for the state; row 1 + i for the state without its film i. What a film of the state
    /// contributes is the difference.</summary>
    private RecommendedFilm[] Rank(
        IBatchScorer scorer, Person person, int[] state, int length, int top, IReadOnlyList<int> hidden)
    {
        var observations = new Observation[state.Length + 1];
        for (var row = 0; row < observations.Length; row++)
        {
            observations[row] = new Observation(length);
            state.CopyTo(observations[row].Items.AsSpan(length - state.Length));
            if (row > 0)
            {
                observations[row].Items[length - state.Length + row - 1] = Observation.Empty;
            }
        }

        if (!_scores.TryTake(out var scores) || scores.Shape[0] < observations.Length)
        {
            scores = new Tensor(new Shape(length + 1, _catalogue.Films.Count));
        }

        scorer.Score(person, observations, scores);
        foreach (var item in hidden)
        {
            scores.Row(0)[item] = float.NegativeInfinity;
        }

        var best = new int[top];
        var shown = Ranking.TopK(scores.Row(0), best);
        var list = new RecommendedFilm[shown];
        for (var place = 0; place < shown; place++)
        {
            var (item, score) = (best[place], scores.Row(0)[best[place]]);
            var reasons =
                from row in Enumerable.Range(1, state.Length)
                let contribution = score - scores.Row(row)[item]
                where contribution > 0
                orderby contribution descending
                select new Reason(_catalogue.Films[state[row - 1]], contribution);
            list[place] = new(place + 1, _catalogue.Films[item], score, [.. reasons.Take(Reasons)]);
        }

        _scores.Add(scores);
        return list;
    }
}
