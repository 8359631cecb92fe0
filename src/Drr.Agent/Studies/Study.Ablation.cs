using Drr.Agent.Embeddings;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.States;

namespace Drr.Agent.Studies;

public sealed partial record Study
{
    private static readonly float[] _discounts = [0, 0.5f, 0.9f];

    /// <summary>The steps from the paper's learning rule to the ranking preset, one change at a time; then the ranking preset
    /// with one thing changed.</summary>
    private static IReadOnlyList<Variant> Ablation
    {
        get
        {
            var (paper, ranking) = (Presets.Paper, Presets.Ranking);
            var vectors = paper with { Embedding = ranking.Embedding };
            var start = vectors with { Policy = ranking.Policy };
            var stored = start with { Learning = start.Learning with { StoredAction = StoredAction.ShownItem } };
            var objective = stored with
            {
                Learning = stored.Learning with { Objective = ActorObjective.Ranking, OutputPenalty = 0 },
            };
            var rates = objective with { Learning = ranking.Learning with { Discount = paper.Learning.Discount } };
            var discount = rates with { Learning = ranking.Learning };
            var uniform = discount with { Replay = ranking.Replay };
            return
            [
                new("paper", "the paper's rule: policy gradient, tanh, gamma .9, PER", paper),
                new("vectors", "+ vectors from the SVD", vectors),
                new("start", "+ the actor starts from the history's mean, at a fixed length", start),
                new("shown", "+ the shown item is the stored action", stored),
                new("objective", "+ the actor maximises the ranking's value", objective),
                new("rates", "+ rates, delays, targets and averaged weights of the ranking form", rates),
                new("discount", "+ its gamma", discount),
                new("uniform", "+ uniform draws, no PER", uniform),
                new("ranking", "+ the correction by the stars of the state: the ranking form", ranking),
                .. Around(ranking),
            ];
        }
    }

    /// <summary>The same agent with each other state module.</summary>
    private static IEnumerable<Variant> OtherModules(DrrOptions form) =>
        from module in Enum.GetValues<StateModuleKind>()
        where module != form.State.Module
        let name = module.ToString().ToLowerInvariant()
        select new Variant($"drr-{name}", $"state module DRR-{name}", form with { State = form.State with { Module = module } });

    private static IEnumerable<Variant> Around(DrrOptions ranking)
    {
        foreach (var variant in OtherModules(ranking))
        {
            yield return variant;
        }

        yield return new("item-weights", "a pooling weight an item", ranking with
        {
            State = ranking.State with { Weights = SlotWeights.Item },
        });
        foreach (var discount in _discounts.Where(discount => discount != ranking.Learning.Discount))
        {
            var name = FormattableString.Invariant($"gamma-{discount}");
            yield return new(name, FormattableString.Invariant($"gamma {discount}"),
                ranking with { Learning = ranking.Learning with { Discount = discount } });
        }

        yield return new("candidates-20", "twenty candidates in target and objective instead of ten", ranking with
        {
            Learning = ranking.Learning with { Candidates = 20, NextCandidates = 20 },
        });
        yield return new("not-averaged", "the last weights, not their average", ranking with
        {
            Learning = ranking.Learning with { AveragePolicy = false },
        });
        yield return new("pmf", "vectors from the PMF of the ratings", ranking with
        {
            Embedding = ranking.Embedding with { Method = EmbeddingMethod.Pmf },
        });
        yield return new("no-history", "the actor starts from nothing", ranking with
        {
            Policy = ranking.Policy with { HistoryShare = 0, LastLayerLimit = 3e-3 },
        });
    }
}
