using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Data;

/// <summary>How ratings are divided into training, validation and test rows.</summary>
public sealed record SplitOptions
{
    /// <summary>The evaluation protocol that the split serves.</summary>
    public SplitProtocol Protocol { get; init; } = SplitProtocol.Catalogue;

    /// <summary>Share of the users (catalogue) or ratings (re-rank, next) held out as test, in (0, 1); 0.2 in the
    /// paper. Catalogue splits hold out the last users by id, unless a fold is asked for.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double TestShare { get; init; } = 0.2;

    /// <summary>Share of the training users (catalogue) or training ratings (re-rank, next) held out to choose checkpoints by,
    /// in [0, 1).</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double ValidationShare { get; init; } = 0.05;

    /// <summary>Which tenth of the users is held out as test in place of the last ones, 1 to 10, catalogue splits only; 0 for the
    /// last ones. A user's fold is fixed by a hash of the id, so that nobody chooses who is in it.</summary>
    [Range(0, DatasetSplit.Folds)]
    public int Fold { get; init; }

    /// <summary>Share of the training ratings that fit the simulator instead of the agent's vectors, in [0, 1), re-rank splits
    /// only: with 0 both are fitted on the same rows, and the agent knows the simulator's own factors.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double SimulatorShare { get; init; }
}

/// <summary>What is held out.</summary>
public enum SplitProtocol
{
    /// <summary>Whole users, the last ones by id: can the agent serve somebody of whom it knows a few ratings?</summary>
    Catalogue,

    /// <summary>Random ratings of every user: can the agent order what a user is about to rate?</summary>
    Rerank,

    /// <summary>The latest ratings of all users: can the agent, trained on what was known at a moment, serve whoever comes after
    /// it?</summary>
    Next,
}

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
