namespace Drr.Agent.Evaluation.Baselines;

/// <summary>Which baselines are put beside the agent.</summary>
public enum BaselineSelection
{
    /// <summary>Those that are fitted in seconds, with their default settings.</summary>
    Quick,

    /// <summary>All, with their default settings.</summary>
    All,

    /// <summary>All, each with the settings that are best on the validation rows.</summary>
    Tuned,
}
