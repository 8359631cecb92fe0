using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation;
using Drr.Agent.Rivals;

namespace Drr.Agent.Studies;

/// <summary>A question that is answered by training one or more variants of the agent with several seeds
/// and evaluating each.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Protocol">What is measured.</param>
/// <param name="Section">The section of the evaluation that rows are compared in.</param>
/// <param name="Variants">One or more.</param>
public sealed partial record Study(
    string Name, EvaluationProtocol Protocol, string Section, IReadOnlyList<Variant> Variants)
{
    /// <summary>The baselines that the agent is compared with.</summary>
    public BaselineSelection Baselines { get; init; } = BaselineSelection.Quick;

    /// <summary>All studies.</summary>
    public static IReadOnlyList<Study> All { get; } =
    [
        new("catalogue", EvaluationProtocol.Catalogue, "any",
            [new("ranking", "as trained without a preset", Presets.Ranking)]),
        new("rerank", EvaluationProtocol.Rerank, "all", [new("rerank", "orders rated films", Presets.Rerank)])
        {
            Baselines = BaselineSelection.TunedOfRatings,
        },
        new("simulator", EvaluationProtocol.Simulator, "sessions",
        [
            new("halves", "vectors and simulator on different halves of the training ratings", Presets.Simulator),
            new("same", "both on all training ratings, and both PMF", SameRows),
            .. OtherModules(Presets.Simulator), // whether the paper's order of the modules holds
        ]),
        new("interactive", EvaluationProtocol.Interactive, "sessions",
            [new("ranking", "as trained without a preset", Presets.Ranking)]),
        new("ablation", EvaluationProtocol.Catalogue, "any", Ablation),
    ];

    /// <summary>Vectors of the same kind and rows as the simulator's; the little that is left to
    /// learn takes more steps.</summary>
    private static DrrOptions SameRows => Presets.Simulator with
    {
        Split = Presets.Simulator.Split with { SimulatorShare = 0 },
        Embedding = Presets.Simulator.Embedding with { Method = EmbeddingMethod.Pmf, Members = 2 },
        Learning = Presets.Simulator.Learning with { Steps = 1_000_000 },
    };

    /// <summary>The study in a size that trains in seconds on the built-in data: it shows that everything works,
    /// and measures nothing.</summary>
    public Study Quick() => this with
    {
        Variants = [.. Variants.Select(variant => variant with { Options = Small(variant.Options) })],
    };

    private static DrrOptions Small(DrrOptions options) => options with
    {
        Embedding = options.Embedding with { Size = 8, Members = Math.Min(options.Embedding.Members, 2) },
        Policy = options.Policy with { Hidden = 16 },
        Learning = options.Learning with
        {
            Steps = 1_600, FillSteps = 160, CriticUpdatesFirst = 10, BatchSize = 8, Candidates = 10, NextCandidates = 5,
            ReportEvery = 800, ValidateEvery = 800,
        },
    };
}

/// <summary>One variant of the agent in a study.</summary>
/// <param name="Name">Short, fit for a folder; unique in its study.</param>
/// <param name="Change">Its difference from the others, in words.</param>
/// <param name="Options">All settings; the seed is the study's.</param>
public sealed record Variant(string Name, string Change, DrrOptions Options);
