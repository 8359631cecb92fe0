using System.Collections.Concurrent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Tensors;
using Drr.Web.Contracts;
using RecommendationList = Drr.Web.Contracts.RecommendationList;

namespace Drr.Web.Serving;

/// <summary>The lists of the models that the service offers, and the liked films that put each entry there.</summary>
internal sealed class ModelLists
{
    private const int StandardLength = 10; // films of a state where no agent says how many
    private const int Reasons = 3;
    private readonly Catalogue _catalogue;
    private readonly IScorer _popularity, _itemCosine; // safe to share among threads
    private readonly ConcurrentBag<Tensor> _memory = []; // [rows, items] each: what attributions score

    public ModelLists(Catalogue catalogue)
    {
        var (data, everyRow) = (catalogue.Data, new RowRole[catalogue.Data.Ratings.Length]); // nothing is held out
        _catalogue = catalogue;
        _popularity = PopularityScorer.OfLiked(data, everyRow);
        _itemCosine = CooccurrenceScorer.Cosine(new FitRows(data, everyRow));
    }

    /// <summary>A user's list.</summary>
    /// <param name="person">Whose.</param> <param name="history">What they have done.</param>
    /// <param name="asked">Which model.</param> <param name="agent">The agent, where there is one.</param>
    /// <param name="top">How many films.</param> <param name="hidden">Films not to show besides those rated; dense ids.</param>
    /// <returns>Shorter than <paramref name="top"/> where there are fewer films left.</returns>
    public RecommendationList List(
        Person person, UserHistory history, RecommendationModel asked, ServingModel? agent, int top, IReadOnlyList<int> hidden)
    {
        var model = history.LikedAny ? asked : RecommendationModel.Popularity;
        return agent is null
            ? Answer(null, Observe(person, history))
            : agent.With(recommender => Answer(recommender, Observe(person, history, recommender)));

        RecommendationList Answer(Recommender? recommender, Observation known)
        {
            var scorer = model switch
            {
                RecommendationModel.Drr => recommender!,
                RecommendationModel.ItemCosine => _itemCosine,
                _ => _popularity,
            };
            var version = model == RecommendationModel.Drr ? agent!.Summary.Version : null;
            return new(person.Id, asked, model, version, Films(known), Rank(scorer, known, top, hidden));
        }
    }

    /// <summary>The films of a user's state, the latest first.</summary>
    public IReadOnlyList<Film> State(Person person, UserHistory history, ServingModel? agent) =>
        Films(agent is null ? Observe(person, history) : agent.With(recommender => Observe(person, history, recommender)));

    private static Observation Observe(Person person, UserHistory history, Recommender recommender) =>
        recommender.Observe(person.Dense, history.RatedBefore, history.Answers);

    /// <summary>The same without an agent: the latest liked films.</summary>
    private static Observation Observe(Person person, UserHistory history)
    {
        var known = new Observation(StandardLength);
        known.Start(person.Dense, [.. history.RatedBefore, .. history.Answers], first: 0);
        return known;
    }

    private Film[] Films(Observation known) =>
        [.. known.Items.Where(item => item != Observation.Empty).Reverse().Select(item => _catalogue.Films[item])];

    private RecommendedFilm[] Rank(IScorer scorer, Observation known, int top, IReadOnlyList<int> hidden)
    {
        var rows = Attribution.Rows(known.Items.Length);
        if (!_memory.TryTake(out var memory) || memory.Shape.Rows < rows)
        {
            memory = new Tensor(new Shape(rows, _catalogue.Films.Count));
        }

        var (scores, best) = (new float[_catalogue.Films.Count], new int[top]);
        var shown = Recommender.List(scorer, known, hidden, scores, best);
        var attribution = new Attribution(scorer, known, memory);
        RecommendedFilm[] list =
        [
            .. best.Take(shown).Select((item, place) => new RecommendedFilm(
                place + 1, _catalogue.Films[item], scores[item], Why(known, attribution.Of(item)))),
        ];
        _memory.Add(memory);
        return list;
    }

    /// <summary>The liked films that move a film furthest ahead; empty where none does.</summary>
    private Reason[] Why(Observation known, IReadOnlyDictionary<int, float> shares) =>
    [
        .. shares.Where(share => share.Value > 0 && known.Rewards[known.Used.LastIndexOf(share.Key)] > 0)
            .OrderByDescending(share => share.Value).Take(Reasons)
            .Select(share => new Reason(_catalogue.Films[share.Key], share.Value)),
    ];
}
