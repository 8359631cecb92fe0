namespace Drr.Agent.Data;

/// <summary>What is held out.</summary>
public enum SplitProtocol
{
    /// <summary>Whole users, the last ones by id: can the agent serve somebody of whom it knows a few ratings?</summary>
    Catalogue,

    /// <summary>Random ratings of every user: can the agent order what a user is about to rate?</summary>
    Rerank,
}
