namespace Drr.Agent.Data;

/// <summary>What one rating may be used for.</summary>
public enum RowRole : byte
{
    /// <summary>Fits embeddings and trains the agent.</summary>
    Train,

    /// <summary>Chooses settings and checkpoints; never fitted on.</summary>
    Validation,

    /// <summary>Counts in the final table; never seen before it.</summary>
    Test,

    /// <summary>A held-out user's first ratings: they make the starting state and folded-in vector, and fit nothing.</summary>
    State,

    /// <summary>Fits the simulator that answers for users, and nothing of the agent's.</summary>
    Simulator,
}
