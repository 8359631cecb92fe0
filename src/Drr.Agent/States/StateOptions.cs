namespace Drr.Agent.States;

/// <summary>How an observation becomes a state.</summary>
public sealed record StateOptions
{
    /// <summary>How a history becomes a state (Liu et al. 2018, section 4.2); the paper's best is DRR-ave.</summary>
    public StateModuleKind Module { get; init; } = StateModuleKind.Ave;

    /// <summary>What a pooling weight belongs to; DRR-att makes its weights from user and item instead.</summary>
    public SlotWeights Weights { get; init; } = SlotWeights.Position;
}
