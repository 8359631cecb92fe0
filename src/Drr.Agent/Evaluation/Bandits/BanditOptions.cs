namespace Drr.Agent.Evaluation.Bandits;

/// <summary>Settings of a <see cref="LinearBandit"/>.</summary>
public sealed record BanditOptions
{
    /// <summary>alpha: deviations of an item's reward that are added to its mean, 0 or more; 0 never explores.</summary>
    public float Exploration { get; init; } = 0.1f;

    /// <summary>lambda: how hard a user is held to the mean of all, above 0.</summary>
    public float Penalty { get; init; } = 30;

    /// <summary>Hidden features an item, learned; 0 for LinUCB, more for HLinUCB.</summary>
    public int HiddenSize { get; init; }

    /// <summary>alpha of what is not known of the hidden features, 0 or more.</summary>
    public float HiddenExploration { get; init; } = 0.1f;

    /// <summary>lambda of the hidden features: how hard they are held to their random start, above 0.</summary>
    public float HiddenPenalty { get; init; } = 100;
}
