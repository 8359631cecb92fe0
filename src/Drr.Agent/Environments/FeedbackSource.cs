namespace Drr.Agent.Environments;

/// <summary>Who answers for an item that the user never rated.</summary>
public enum FeedbackSource
{
    /// <summary>Nobody: a fixed reward stands for it.</summary>
    Log,

    /// <summary>A matrix factorisation predicts the rating (the paper's online simulator).</summary>
    Simulator,
}
