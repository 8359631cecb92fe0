namespace Drr.Agent.States;

/// <summary>How an observation becomes a state.</summary>
public sealed record StateOptions
{
    /// <summary>The module.</summary>
    public StateModuleKind Module { get; init; } = StateModuleKind.Ave;

    /// <summary>What a pooling weight belongs to; DRR-att makes its weights from user and item instead.</summary>
    public SlotWeights Weights { get; init; } = SlotWeights.Position;
}
