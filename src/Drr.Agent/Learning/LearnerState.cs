namespace Drr.Agent.Learning;

/// <summary>A copy of all that a <see cref="DdpgLearner"/> has learned, kept in memory.</summary>
public sealed class LearnerState
{
    internal LearnerState(float[] parameters, float[] targets, OptimizerState critic, OptimizerState actor) =>
        (Parameters, Targets, Critic, Actor) = (parameters, targets, critic, actor);

    internal float[] Parameters { get; }

    internal float[] Targets { get; }

    internal OptimizerState Critic { get; }

    internal OptimizerState Actor { get; }

    /// <summary>Adam's moments and steps.</summary>
    internal sealed record OptimizerState(float[] M, float[] V, long StepCount);
}
