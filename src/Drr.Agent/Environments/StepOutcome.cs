namespace Drr.Agent.Environments;

/// <summary>The answer to one shown item.</summary>
/// <param name="Reward">In [-1, 1].</param>
/// <param name="Ended">Whether this was the last step of the session.</param>
public readonly record struct StepOutcome(float Reward, bool Ended);
