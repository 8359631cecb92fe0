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

/// <summary>What the models of the service would show: users' lists, rows for visitors, whole sessions.</summary>
internal sealed class ModelLists
{
    private const int StandardLength = 10; // films of a state where no agent says how many
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
    /// <param name="request">What is wanted.</param> <param name="agent">The agent, where there is one.</param>
    /// <param name="hidden">Films not to show besides those rated; dense ids.</param>
    /// <returns>Shorter than asked for where there are fewer films left.</returns>
    public RecommendationList List(
        Person person, UserHistory history, RecommendationRequest request, ServingModel? agent, IReadOnlyList<int> hidden)
    {
        var (asked, top) = (request.Model, request.Top);
        var model = history.LikedAny ? asked : RecommendationModel.Popularity;
        var pool = request.Adventure > 0 ? ScoredFilms.Pool * top : top;
        return With(agent, model, recommender => Observe(person.Dense, history.RatedBefore, history.Answers, recommender),
            hidden, pool, (films, known, _) => new RecommendationList(
                person.Id, asked, model, Version(model, agent), State(known, FilmsOf(agent)),
                films.List(films.Adventurous(request.Adventure, top))));
    }

    /// <summary>Rows for somebody of whom nothing is known but these verdicts.</summary>
    /// <param name="request">What is wanted.</param> <param name="verdicts">Dense ids and stars, each film once.</param>
    /// <param name="agent">The agent, where there is one.</param>
    public Discovery Discover(
        DiscoveryRequest request, IReadOnlyList<(int Item, float Rating)> verdicts, ServingModel? agent)
    {
        (int Item, float Reward)[] answers = [.. verdicts.Select(v => (v.Item, Reward.Of(v.Rating, _catalogue.Data.Scale)))];
        JudgedFilm[] judged =
        [
            .. verdicts.Select((v, i) => new JudgedFilm(FilmsOf(agent)[v.Item], v.Rating, answers[i].Reward > 0)),
        ];
        Film[] liked = [.. judged.Where(film => film.Liked).Select(film => film.Film)];
        var model = liked.Length > 0 ? request.Model : RecommendationModel.Popularity;
        return With(agent, model, recommender => Observe(Observation.Guest, [], answers, recommender), [], _catalogue.Films.Count,
            (films, known, action) =>
            {
                var (rows, measure) = DiscoveryRows.Of(films, liked, _catalogue, request.Adventure, request.Top);
                return new Discovery(model, Version(model, agent), judged, State(known, FilmsOf(agent)), action, rows, measure);
            });
    }

    /// <summary>The films of a user's state, the latest first.</summary>
    public IReadOnlyList<Film> State(Person person, UserHistory history, ServingModel? agent) => State(
        agent is null
            ? Observe(person.Dense, history.RatedBefore, history.Answers, null)
            : agent.With(recommender => Observe(person.Dense, history.RatedBefore, history.Answers, recommender)),
        FilmsOf(agent));

    /// <summary>A session of a model with a user of the data set.</summary>
    /// <param name="user">Dense id.</param> <param name="model">The model.</param> <param name="steps">How many at most.</param>
    /// <param name="agent">The agent, where there is one.</param>
    public RecordedSession Play(int user, RecommendationModel model, int steps, ServingModel? agent) => agent is null
        ? SessionRecorder.Play(_catalogue, ScorerOf(model, null), model, user, steps, null, null)
        : agent.With(recommender =>
            SessionRecorder.Play(_catalogue, ScorerOf(model, recommender), model, user, steps, agent, recommender));

    /// <summary>What is known of somebody; without an agent the latest liked films make the state.</summary>
    public static Observation Observe(
        int user, (int Item, float Reward)[] rated, (int Item, float Reward)[] answers, Recommender? recommender)
    {
        if (recommender is not null)
        {
            return recommender.Observe(user, rated, answers);
        }

        var known = new Observation(StandardLength);
        known.Start(user, [.. rated, .. answers], first: 0);
        return known;
    }

    private IScorer ScorerOf(RecommendationModel model, Recommender? recommender) => model switch
    {
        RecommendationModel.Drr => recommender!,
        RecommendationModel.ItemCosine => _itemCosine,
        _ => _popularity,
    };

    private static string? Version(RecommendationModel model, ServingModel? agent) =>
        model == RecommendationModel.Drr ? agent!.Summary.Version : null;

    /// <summary>The films of a state, the latest first.</summary>
    public static Film[] State(Observation known, IReadOnlyList<Film> films) =>
        [.. known.Items.Where(item => item != Observation.Empty).Reverse().Select(item => films[item])];

    private IReadOnlyList<Film> FilmsOf(ServingModel? agent) => agent?.Map.Films ?? _catalogue.Films;

    /// <summary>Scores the films for somebody, and answers while the memory of it is held.</summary>
    private T With<T>(
        ServingModel? agent, RecommendationModel model, Func<Recommender?, Observation> observe, IReadOnlyList<int> hidden,
        int count, Func<ScoredFilms, Observation, MapPoint?, T> answer)
    {
        return agent is null ? Score(null) : agent.With(Score);

        T Score(Recommender? recommender)
        {
            var (known, scorer) = (observe(recommender), ScorerOf(model, recommender));
            var rows = Attribution.Rows(known.Items.Length);
            if (!_memory.TryTake(out var memory) || memory.Shape.Rows < rows)
            {
                memory = new Tensor(new Shape(rows, _catalogue.Films.Count));
            }

            var (scores, best) = (new float[_catalogue.Films.Count], new int[Math.Min(count, _catalogue.Films.Count)]);
            var shown = Recommender.List(scorer, known, hidden, scores, best);
            var action = model == RecommendationModel.Drr ? agent!.Map.Of(recommender!.Action) : null;
            var films = new ScoredFilms(
                FilmsOf(agent), _catalogue.Crowd, known, scores, best[..shown], new Attribution(scorer, known, memory),
                agent?.Map.Distances(known.Items.Where(item => item != Observation.Empty)));
            var result = answer(films, known, action);
            _memory.Add(memory);
            return result;
        }
    }
}
