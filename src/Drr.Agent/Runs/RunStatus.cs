namespace Drr.Agent.Runs;

/// <summary>How far a run has come.</summary>
public enum RunStatus
{
    /// <summary>All steps are made.</summary>
    Finished,

    /// <summary>Patience ended it.</summary>
    StoppedEarly,

    /// <summary>It is at work, or was stopped and can be resumed.</summary>
    Unfinished,
}
