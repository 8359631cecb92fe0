namespace Drr.Agent.Runs;

/// <summary>How far a run has come.</summary>
public enum RunStatus
{
    /// <summary>All steps are made.</summary>
    Finished,

    /// <summary>Patience ended it.</summary>
    StoppedEarly,

    /// <summary>It was stopped and can be resumed, or is at work.</summary>
    Unfinished,

    /// <summary>It is at work; only <see cref="RunSummary.Seen"/> tells.</summary>
    Running,
}
