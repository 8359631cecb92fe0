using Drr.Agent.Embeddings;
using Drr.Agent.Learning;
using Drr.Agent.Policies;

namespace Drr.Agent;

/// <summary>Named sets of settings.</summary>
public static class Presets
{
    /// <summary>All presets by name.</summary>
    public static IReadOnlyDictionary<string, DrrOptions> All { get; } = new Dictionary<string, DrrOptions>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["ranking"] = Ranking,
        ["paper"] = Paper,
        ["demo"] = Demo,
    };

    /// <summary>The form that learns best: SVD vectors, and an actor that climbs the value of the ranking it induces.</summary>
    public static DrrOptions Ranking => new()
    {
        Embedding = new() { Method = EmbeddingMethod.Svd },
        Learning = new() { Objective = ActorObjective.Ranking },
    };

    /// <summary>Liu et al. 2018 as published: PMF vectors, five items of history, the deterministic policy gradient.</summary>
    public static DrrOptions Paper => new()
    {
        Embedding = new() { Method = EmbeddingMethod.Pmf },
        Environment = new() { HistoryLength = 5 },
        Policy = new() { ActorForm = ActorForm.Tanh, HistoryShare = 0, TwinCritics = false },
        Learning = new()
        {
            Objective = ActorObjective.PolicyGradient, StoredAction = StoredAction.Vector, CriticUpdatesFirst = 0, ActorDelay = 1,
        },
    };

    /// <summary><see cref="Ranking"/> in a size that trains in under a minute on the built-in data set.</summary>
    public static DrrOptions Demo => Ranking with
    {
        Embedding = Ranking.Embedding with { Size = 32 },
        Learning = Ranking.Learning with { Steps = 5_000 },
    };
}
