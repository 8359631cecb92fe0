using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>All films as a model scores them for somebody; lists are drawn from them, each film with its reasons.</summary>
/// <param name="all">The films, by dense id.</param>
/// <param name="crowd">Of each film as in <see cref="Catalogue.Crowd"/>.</param>
/// <param name="known">What is known of the user.</param>
/// <param name="scores">[films]; negative infinity for what is not shown.</param>
/// <param name="best">Dense ids of those that may be shown, in the model's order; as many as lists are drawn from.</param>
/// <param name="attribution">What known films do for others.</param>
/// <param name="distances">Of each film to the state; <c>null</c> where there is no such thing.</param>
internal sealed class ScoredFilms(
    IReadOnlyList<Film> all, IReadOnlyList<float> crowd, Observation known, float[] scores, int[] best, Attribution attribution,
    float[]? distances)
{
    /// <summary>Films of the model's own order that a list of a length is drawn from, for each film of the list.</summary>
    public const int Pool = 10;

    private const int Reasons = 3;
    private Dictionary<int, int>? _ranks; // by film, from 1

    /// <summary>In the model's order.</summary>
    public IReadOnlyList<int> Best => best;

    /// <summary>(1 - cosine) / 2 of each film's vector and the state's; <c>null</c> without an agent or a state.</summary>
    public float[]? Distances => distances;

    /// <summary>What <see cref="RecommendationRequest.Adventure"/> says; 0 is the model's own order.</summary>
    public IEnumerable<int> Adventurous(float adventure, int top)
    {
        if (adventure == 0)
        {
            return best.Take(top);
        }

        int[] pool = [.. best.Take(Pool * top)];
        var (score, novelty) = (Scaled(pool, film => scores[film]), Scaled(pool, film => crowd[film]));
        var distance = distances is null ? novelty : Scaled(pool, film => distances[film]);
        return Enumerable.Range(0, pool.Length)
            .OrderByDescending(i => ((1 - adventure) * score[i]) + (adventure * (novelty[i] + distance[i]) / 2))
            .Take(top).Select(i => pool[i]);
    }

    /// <summary>Entries of a list, ranked by their places in the model's order.</summary>
    public RecommendedFilm[] Row(IEnumerable<int> films)
    {
        _ranks ??= best.Index().ToDictionary(place => place.Item, place => place.Index + 1);
        return [.. films.Select(film => Entry(film, _ranks[film]))];
    }

    /// <summary>Entries of a list, ranked by their places in it.</summary>
    public RecommendedFilm[] List(IEnumerable<int> films) => [.. films.Select((film, place) => Entry(film, place + 1))];

    /// <summary>How far films go from what is known.</summary>
    public ListMeasure Measure(IReadOnlyCollection<int> films) => new(
        films.Select(film => (double)crowd[film]).DefaultIfEmpty(0).Average(),
        distances is null || films.Count == 0 ? null : films.Average(film => distances[film]));

    private RecommendedFilm Entry(int film, int rank) =>
        new(rank, all[film], scores[film], Why(attribution.Of(film)));

    /// <summary>The liked films that move a film furthest ahead; empty where none does.</summary>
    private Reason[] Why(IReadOnlyDictionary<int, float> shares) =>
    [
        .. shares.Where(share => share.Value > 0 && known.Rewards[known.Used.LastIndexOf(share.Key)] > 0)
            .OrderByDescending(share => share.Value).Take(Reasons)
            .Select(share => new Reason(all[share.Key], share.Value)),
    ];

    private static float[] Scaled(int[] films, Func<int, float> value)
    {
        float[] values = [.. films.Select(value)];
        var (low, high) = (values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(0).Max());
        return [.. values.Select(v => high > low ? (v - low) / (high - low) : 0)];
    }
}
