using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;

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
        ["rerank"] = Rerank,
        ["simulator"] = Simulator,
        ["demo"] = Demo,
        ["reference-per"] = Reference(prioritized: true, noise: 1),
        ["reference-uniform"] = Reference(prioritized: false, noise: 1),
        ["reference-per-noise"] = Reference(prioritized: true, noise: 1.5f),
    };

    /// <summary>The three training strategies that the reference program plots in one figure.</summary>
    public static IReadOnlyList<string> Strategies { get; } = ["reference-per", "reference-uniform", "reference-per-noise"];

    /// <summary>The preset that trains an agent for a protocol.</summary>
    public static string For(EvaluationProtocol protocol) => protocol switch
    {
        EvaluationProtocol.Rerank => "rerank",
        EvaluationProtocol.Simulator => "simulator",
        _ => "ranking",
    };

    /// <summary>The defaults, which learn best: SVD vectors, and an actor that maximises the value of the ranking
    /// that its action induces.</summary>
    public static DrrOptions Ranking => new();

    /// <summary>The deterministic policy gradient of Liu et al. 2018. Three things are not as published, for without them it does
    /// not learn to rank a catalogue: vectors of who rated what, not of the ratings; a penalty that keeps the actor's tanh from
    /// saturating; an update every 16 steps.</summary>
    public static DrrOptions Paper => new()
    {
        Embedding = new() { Method = EmbeddingMethod.BinaryPmf, VectorScale = 1 },
        Policy = new()
        {
            ActorForm = ActorForm.Tanh, HistoryShare = 0, LastLayerLimit = 3e-3, EpsilonStart = 1, EpsilonEnd = 0.1, Noise = 0.3f,
        },
        Replay = new() { Prioritized = true },
        Learning = new()
        {
            Objective = ActorObjective.PolicyGradient, StoredAction = StoredAction.Vector, Steps = 480_000, Discount = 0.9f,
            ActorRate = 1e-4, SoftUpdateRate = 1e-3f, CriticUpdatesFirst = 1_000, ActorDelay = 1, OutputPenalty = 0.3f,
            AveragePolicy = false,
        },
        Session = Uncorrected,
    };

    /// <summary>Orders the items that a user is about to rate: every user has training rows, and sessions show rated items only.
    /// The untrained agent ranks as its vectors do. They were fitted on the very rows that answer in training, so fast learning
    /// would overfit their errors.</summary>
    public static DrrOptions Rerank => new()
    {
        Split = new() { Protocol = SplitProtocol.Rerank },
        Embedding = Ratings,
        Environment = new() { RatedOnly = true },
        Policy = new() { HistoryShare = 0, UserShare = 1 },
        Learning = new()
        {
            Discount = 0, StepsPerUpdate = 4, Steps = 40_000, CriticUpdatesFirst = 1_000, ActorRate = 1e-6,
            SoftUpdateRate = 5e-3f, ReportEvery = 2_000, ValidateEvery = 4_000,
        },
        Session = Uncorrected,
    };

    /// <summary>Sessions with users who answer through a factorisation of their ratings (Liu et al. 2018, section 5.3), fitted on
    /// one half of the training ratings, the agent's vectors on the other: every user has training rows. Gamma is 0, because a
    /// reward does not depend on what was shown before.</summary>
    public static DrrOptions Simulator => new()
    {
        Split = new() { Protocol = SplitProtocol.Rerank, SimulatorShare = 0.5 },
        Embedding = Ratings,
        Environment = new() { Feedback = FeedbackSource.Simulator },
        Policy = new() { HistoryShare = 0, UserShare = 1, Noise = 0.3f },
        Learning = new()
        {
            Steps = 600_000, StepsPerUpdate = 4, CriticUpdatesFirst = 1_000, Discount = 0,
            ActorRate = 1e-4, Temperature = 0.1f, SoftUpdateRate = 5e-3f, ReportEvery = 10_000, ValidateEvery = 20_000,
        },
        Session = Uncorrected,
    };

    private static SessionOptions Uncorrected => new() { Correct = false };

    /// <summary>Vectors that predict ratings: five SVD++ fits side by side.</summary>
    private static EmbeddingOptions Ratings => new()
    {
        Method = EmbeddingMethod.SvdPlusPlus, Members = 5, SvdPlusPlus = new() { Penalty = 0.06f },
    };

    /// <summary>Plain DDPG with the settings of the reference program: an update at every step, 10,000 sessions of ten steps. It
    /// does not learn to rank a catalogue and serves as a comparison.</summary>
    /// <param name="prioritized">Whether replay draws by priority.</param>
    /// <param name="noise">Deviation of the noise on an action.</param>
    private static DrrOptions Reference(bool prioritized, float noise) => new()
    {
        Embedding = new() { Method = EmbeddingMethod.BinaryPmf, VectorScale = 1 },
        Policy = new()
        {
            ActorForm = ActorForm.Tanh, HistoryShare = 0, LastLayerLimit = 3e-3, Noise = noise,
            EpsilonStart = 1, EpsilonEnd = 0.1, EpsilonSteps = 500_000,
        },
        Replay = new() { Capacity = 1_000_000, Prioritized = prioritized },
        Learning = new()
        {
            Objective = ActorObjective.PolicyGradient, StoredAction = StoredAction.Vector, MinimumTarget = true,
            Steps = 100_000, Environments = 1, FillSteps = 32, StepsPerUpdate = 1, BatchSize = 32, Discount = 0.9f,
            ActorRate = 1e-3, CriticRate = 1e-3, SoftUpdateRate = 1e-3f, CriticUpdatesFirst = 0, ActorDelay = 1,
            AveragePolicy = false, ReportEvery = 2_000, ValidateEvery = 10_000, CheckpointEvery = 25_000,
        },
        Session = Uncorrected,
    };

    /// <summary><see cref="Ranking"/> in a size that trains in under a minute on the built-in data set.</summary>
    public static DrrOptions Demo => Ranking with
    {
        Embedding = Ranking.Embedding with { Size = 32 },
        Learning = Ranking.Learning with { Steps = 64_000, CriticUpdatesFirst = 500, ActorRate = 1e-4, SoftUpdateRate = 5e-3f },
    };
}
