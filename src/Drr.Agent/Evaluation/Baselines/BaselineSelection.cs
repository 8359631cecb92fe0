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

    /// <summary>The quick ones with their default settings, and all that predict ratings with the settings that are best on the
    /// validation rows: under the re-rank protocol the others are far behind, and tuning them takes hours.</summary>
    TunedOfRatings,
}
