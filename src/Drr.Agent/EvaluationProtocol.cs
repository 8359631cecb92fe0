namespace Drr.Agent;

/// <summary>What an evaluation measures.</summary>
public enum EvaluationProtocol
{
    /// <summary>Rank all items for users of whom the first ratings are known.</summary>
    Catalogue,

    /// <summary>Order what users are about to rate.</summary>
    Rerank,

    /// <summary>Play sessions against a model of the users.</summary>
    Simulator,

    /// <summary>Play sessions that the log answers, with users of whom the first ratings are known.</summary>
    Interactive,
}
