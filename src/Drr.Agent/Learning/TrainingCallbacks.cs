namespace Drr.Agent.Learning;

/// <summary>Whom a run tells what. All are called between sessions, on the training thread.</summary>
public sealed record TrainingCallbacks
{
    /// <summary>Called every <see cref="LearningOptions.ReportEvery"/> steps and at the end.</summary>
    public Action<TrainingProgress>? Progressed { get; init; }

    /// <summary>A figure by which to choose among the run's states, higher is better; called every
    /// <see cref="LearningOptions.ValidateEvery"/> steps and at the end, before the others. It must not look at test rows,
    /// and must leave the networks alone. Stopped, it may throw an <see cref="OperationCanceledException"/>.</summary>
    public Func<double>? Validate { get; init; }

    /// <summary>Called with each figure of <see cref="Validate"/>, after <see cref="Progressed"/>.</summary>
    public Action<double>? Validated { get; init; }

    /// <summary>Called when <see cref="Validate"/> gave the best figure so far, which is passed: the time to keep a
    /// copy.</summary>
    public Action<double>? Improved { get; init; }

    /// <summary>Called every <see cref="LearningOptions.CheckpointEvery"/> steps and at the end, after the others: the time to
    /// save.</summary>
    public Action? Checkpoint { get; init; }
}
