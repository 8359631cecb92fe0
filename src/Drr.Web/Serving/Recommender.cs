using System.Collections.Concurrent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Rivals;
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
    private readonly ConcurrentBag<Tensor> _scores = []; // [rows, items] each

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

    private RecommendedFilm[] Rank(
        IBatchScorer scorer, Person person, int[] state, int length, int top, IReadOnlyList<int> hidden)
    {
        var states = Attribution.States(state, length); // the first is the state itself
        if (!_scores.TryTake(out var scores) || scores.Shape[0] < states.Length)
        {
            scores = new Tensor(new Shape(Attribution.Rows(length), _catalogue.Films.Count));
        }

        scorer.Score(person, states, scores);
        var attribution = new Attribution(scores, state.Length);
        foreach (var item in hidden)
        {
            scores.Row(0)[item] = float.NegativeInfinity;
        }

        var best = new int[top];
        var shown = Ranking.TopK(scores.Row(0), best);
        RecommendedFilm[] list =
        [
            .. best.Take(shown).Select((item, place) => new RecommendedFilm(
                place + 1, _catalogue.Films[item], scores.Row(0)[item], Why(state, attribution.Contributions(item)))),
        ];
        _scores.Add(scores);
        return list;
    }

    private Reason[] Why(int[] state, float[] contributions) =>
    [
        .. state.Zip(contributions, (film, contribution) => new Reason(_catalogue.Films[film], contribution))
            .Where(reason => reason.Contribution > 0).OrderByDescending(reason => reason.Contribution).Take(Reasons),
    ];
}
