namespace Drr.Agent.States;

/// <summary>What the learned scalar weight w_a of a history item belongs to; the paper leaves it open.</summary>
public enum SlotWeights
{
    /// <summary>Its place in the history.</summary>
    Position,

    /// <summary>The item itself, wherever it stands.</summary>
    Item,
}
