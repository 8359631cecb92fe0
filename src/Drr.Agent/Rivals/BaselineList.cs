using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Sessions;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Agent.Rivals;

/// <summary>The baselines for a split, not fitted yet.</summary>
/// <remarks>Defaults are round values that do well on ML-1M, some of them from published results on its test users. To compare an
/// agent fairly, use <c>--baselines tuned</c>, which chooses settings on validation rows.</remarks>
internal sealed class BaselineList
{
    /// <summary>Settings of item cosine that weight popular items and active users down more than the cosine
    /// does, and use stars.</summary>
    private static readonly CooccurrenceExponents[] s_weighed =
    [
        new() { Users = 0.4f, Shown = 0.9f, Listed = 0.4f, Stars = 0.5f },
        new() { Users = 0.25f, Shown = 0.8f, Listed = 0.4f, Stars = 0.5f },
        new() { Users = 0.5f, Shown = 0.9f, Listed = 0.35f, Stars = 0.3f },
        new() { Users = 0.5f, Shown = 0.9f, Listed = 0.45f, Stars = 0.7f },
        new() { Users = 0.4f, Shown = 0.8f, Listed = 0.4f, Stars = 1 },
    ];

    private readonly DatasetSplit _split;
    private readonly RewardCovariances _rewards;
    private readonly FitRows _rows;
    private readonly Rng _rng;
    private readonly Dictionary<TwinOptions, ActorCritic> _twins = []; // each is fitted once, for its row and the corrected one

    private BaselineList(DatasetSplit split, RewardCovariances rewards, ulong seed) =>
        (_split, _rewards, _rows, _rng) = (split, rewards, rewards.Rows, new Rng(seed).Fork("baselines"));

    /// <summary>In the order of a table.</summary>
    /// <param name="split">They are fitted on its training rows.</param>
    /// <param name="rewards">Covariances of rewards on it.</param>
    /// <param name="agent">Its vectors, which some of the baselines use, and its form, which its twin has.</param>
    /// <param name="seed">Of the random order and of start values.</param>
    internal static IReadOnlyList<Baseline> Of(
        DatasetSplit split, RewardCovariances rewards, ActorCritic agent, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(split);
        var (list, embeddings) = (new BaselineList(split, rewards, seed), agent.Embeddings);
        Baseline[] agents =
        [
            new("embedding", Quick: true, [new("", _ => new EmbeddingScorer(embeddings))]),
            new("history mean", Quick: true, [new("", _ => new HistoryMeanScorer(embeddings))]),
        ];
        return split.Options.Protocol != SplitProtocol.Rerank
            ? [.. list.SameForAll(seed), .. agents, .. list.OfItems(), list.Ridge(agent.HistoryLength),
                list.Twin(agent), list.GaussianProcess(), .. list.Corrected(agent)]
            : [
                .. list.SameForAll(seed), .. agents, .. list.OfItems(),
                .. list.OfRatings().Select(one => one with { OfRatings = true }),
            ];
    }

    private IEnumerable<Baseline> SameForAll(ulong seed)
    {
        var dataset = _split.Dataset;
        yield return new("random", Quick: true, [new("", _ => new RandomScorer(seed))]);
        yield return new("popularity", Quick: true, [new("", _ => PopularityScorer.OfRatings(dataset, _split.Roles))]);
        yield return new("liked count", Quick: true, [new("", _ => PopularityScorer.OfLiked(dataset, _split.Roles))]);
        yield return Tunable("damped mean rating", true, [10f, 2, 5, 25, 50], damping => new(
            Invariant($"{damping} ratings of the mean"), _ => PopularityScorer.OfMeanRating(dataset, _split.Roles, damping)));
        yield return Tunable("trending", true, [365.0, 7, 30, 90, 180], days => new(
            Invariant($"half-life {days} days"), _ => PopularityScorer.OfRecent(dataset, _split.Roles, days)));
    }

    /// <summary>Baselines that use the state's items.</summary>
    private IEnumerable<Baseline> OfItems()
    {
        yield return Cooccurrence("item cosine", [new(), .. s_weighed]);
        yield return Cooccurrence(
            "RP3beta", [.. ((float[])[0.6f, 0.5f, 0.7f, 0.8f, 0.4f]).Select(CooccurrenceExponents.Rp3Beta)]);
        yield return Tunable("user cosine", true, [500, 50, 100, 200, 1000, int.MaxValue], neighbours => new(
            neighbours == int.MaxValue ? "all neighbours" : $"{neighbours} neighbours",
            _ => new UserCosineScorer(_rows, neighbours)));
        yield return new("SVD", Quick: true, [.. Svds()]);
        yield return Tunable("EASE", true, [500f, 2000, 10_000, 20_000, 50_000, 100_000], penalty => new(
            Invariant($"lambda {penalty}"), stop => LinearModels.Ease(_rows, penalty, stop))) with
        {
            Dense = DenseFit.Of("EASE", _rows.ItemCount, matrices: 1, products: 1),
        };
        (int Size, float Weight, float Penalty)[] als =
            [(64, 0.1f, 100), (64, 0.03f, 30), (64, 0.03f, 100), (64, 0.1f, 30), (64, 0.3f, 100), (100, 0.1f, 100)];
        yield return Tunable("ALS", false, als, at => new(
            Invariant($"{at.Size} factors, weight of unrated pairs {at.Weight}, lambda {at.Penalty}"),
            stop => new FoldInScorer("ALS", BinaryPmfModel.Fit(
                _rows, at.Size, new() { UnratedWeight = at.Weight, Penalty = at.Penalty }, _rng.Fork("als"), null, stop))));
    }

    private Baseline Cooccurrence(string name, CooccurrenceExponents[] settings) => Tunable(name, true, settings, at => new(
        at.ToString(), _ => new CooccurrenceScorer(name, _rows, at))) with
    {
        Dense = DenseFit.OfRows(name, _rows),
    };

    /// <summary>Baselines that come close to the agent, corrected as it is.</summary>
    private IEnumerable<Baseline> Corrected(ActorCritic agent)
    {
        yield return Corrected("history mean", _ => new HistoryMeanScorer(agent.Embeddings));
        yield return Corrected("item cosine", _ => new CooccurrenceScorer("item cosine", _rows, s_weighed[0]));
        yield return Corrected("supervised twin", stop => Twin(agent, new(), stop));
    }

    private Baseline Corrected(string name, Func<CancellationToken, IScorer> fit)
    {
        (float Worth, float Weight)[] settings =
            [(0.6f, 0.1f), (0.3f, 0.1f), (1.2f, 0.1f), (0.6f, 0.3f), (0.3f, 0.3f), (1.2f, 0.3f)];
        name = $"{name} corrected";
        return Tunable(name, false, settings, at => new(
            Invariant($"the ten best are worth {at.Worth}, known ratings count {at.Weight}"),
            stop => CorrectedRival.Of(name, fit(stop), _split, _rewards, at.Worth, at.Weight))) with
        {
            Dense = DenseFit.OfRows(name, _rows),
        };
    }

    private Baseline Ridge(int historyLength) => Tunable("ridge", false, [500f, 50, 100, 200, 1000, 2000], penalty => new(
        Invariant($"lambda {penalty}"), stop => LinearModels.Ridge(_rows, historyLength, penalty, stop))) with
    {
        Dense = DenseFit.Of("ridge", _rows.ItemCount, matrices: 3, products: 2),
    };

    /// <summary>What the agent is without reinforcement.</summary>
    private Baseline Twin(ActorCritic agent)
    {
        TwinOptions[] settings =
        [
            new(), new() { Temperature = 2 }, new() { Temperature = 4 }, new() { FirstShare = 1 },
            new() { Rate = 1e-4, Steps = 8_000 }, new() { Rate = 1e-3, Temperature = 4 },
        ];
        return Tunable("supervised twin", false, settings, at => new(at.ToString(), stop => Twin(agent, at, stop)));
    }

    private DrrScorer Twin(ActorCritic agent, TwinOptions options, CancellationToken stop)
    {
        if (!_twins.TryGetValue(options, out var twin))
        {
            _twins.Add(options, twin = SupervisedTwin.Fit(agent, _rows, options, _rng.Fork("twin"), stop));
        }

        return new DrrScorer("supervised twin", twin);
    }

    /// <summary>Uses the ratings of the state's items, and within a session every answer.</summary>
    private Baseline GaussianProcess() => Tunable("Gaussian process", true, [0.1f, 0.05f, 0.2f, 0.4f], noise => new(
        Invariant($"noise {noise}; begins with the ratings of the state"),
        _ =>
        {
            var settings = new SessionOptions { ScoreWorth = 1, Noise = noise };
            var covariance = _rewards.Of(settings.Correlation);
            return new CorrectedScorer(
                "Gaussian process", new MeanRewardScorer(covariance), covariance, settings, startWeight: 1);
        })) with
    {
        Dense = DenseFit.OfRows("Gaussian process", _rows),
    };

    /// <summary>Baselines that use the stars that the user gave; the state changes nothing.</summary>
    private IEnumerable<Baseline> OfRatings()
    {
        (int Size, float Penalty)[] factorisations = [(101, 0.06f), (31, 0.06f), (31, 0.05f), (101, 0.05f), (101, 0.07f)];
        foreach (var biases in (bool[])[true, false])
        {
            var name = biases ? "biased MF" : "PMF";
            yield return Tunable(name, biases, factorisations, at => new(
                Invariant($"{at.Size - 1} factors, lambda {at.Penalty}"),
                stop => Factorisation(name, at.Size, at.Penalty, biases, stop)));
        }

        (int Factors, float Penalty)[] plus = [(32, 0.05f), (32, 0.06f), (16, 0.06f), (64, 0.05f)];
        yield return Tunable("SVD++", false, plus, at => new(
            Invariant($"{at.Factors} factors, lambda {at.Penalty}"),
            stop => SvdPlusPlus(at.Factors + 1, at.Penalty, stop)));
    }

    private EmbeddingScorer Factorisation(string name, int size, float penalty, bool biases, CancellationToken stop)
    {
        var settings = new PmfOptions { Penalty = penalty, Biases = biases };
        var model = PmfModel.Fit(_rows, size, settings, _rng.Fork(name), null, stop);
        return new EmbeddingScorer(name, model.Users, model.Items);
    }

    private EmbeddingScorer SvdPlusPlus(int size, float penalty, CancellationToken stop)
    {
        var model = SvdPlusPlusModel.Fit(_rows, size, new() { Penalty = penalty }, _rng.Fork("svd++"), null, stop);
        return new EmbeddingScorer("SVD++", model.Users, model.Items);
    }

    private IEnumerable<BaselineChoice> Svds()
    {
        foreach (var size in (int[])[50, 100])
        {
            foreach (var exponent in (float[])[0.4f, 0.3f, 0.5f])
            {
                SvdModel? model = null; // one fit for all that follow
                foreach (var history in (float[])[0.2f, 0, 0.1f, 0.3f, 0.4f])
                {
                    yield return new(
                        Invariant($"{size} factors, columns / count^{exponent}, history / count^{history}"),
                        stop => ItemVectorScorer.OfSvd(_rows, model ??= Svd(size, exponent, stop), history));
                }
            }
        }
    }

    private SvdModel Svd(int size, float exponent, CancellationToken stop) =>
        SvdModel.Fit(_rows, size, new SvdOptions { CountExponent = exponent }, _rng.Fork("svd"), null, stop);

    private static Baseline Tunable<T>(string name, bool quick, T[] settings, Func<T, BaselineChoice> choice) =>
        new(name, quick, [.. settings.Select(choice)]);
}
