using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Replay;
using Drr.Agent.States;

namespace Drr.Agent;

/// <summary>Every setting of a run, a record for each stage of the flow. <see cref="Presets"/> change several at once.</summary>
/// <remarks>Ranges are attributes of the properties; <see cref="Runs.Setting"/> reads them.</remarks>
public sealed record DrrOptions
{
    /// <summary>Seed of every random choice of the run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How a file of ratings is laid out that is in none of the MovieLens forms.</summary>
    public TableOptions Data { get; init; } = new();

    /// <summary>How ratings are divided.</summary>
    public SplitOptions Split { get; init; } = new();

    /// <summary>How users and items become vectors.</summary>
    public EmbeddingOptions Embedding { get; init; } = new();

    /// <summary>The decision process.</summary>
    public EnvironmentOptions Environment { get; init; } = new();

    /// <summary>How an observation becomes a state.</summary>
    public StateOptions State { get; init; } = new();

    /// <summary>Actor and critic.</summary>
    public PolicyOptions Policy { get; init; } = new();

    /// <summary>The replay memory.</summary>
    public ReplayOptions Replay { get; init; } = new();

    /// <summary>The learning rule and its budget.</summary>
    public LearningOptions Learning { get; init; } = new();

    /// <summary>How scores are corrected by what a user said of items.</summary>
    public SessionOptions Session { get; init; } = new();
}
