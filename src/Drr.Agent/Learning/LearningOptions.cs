using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Learning;

/// <summary>The learning rule and its budget.</summary>
public sealed record LearningOptions
{
    /// <summary>What the actor climbs.</summary>
    public ActorObjective Objective { get; init; } = ActorObjective.Ranking;

    /// <summary>Environment steps, which is also the number of updates.</summary>
    [Range(1, int.MaxValue)]
    public int Steps { get; init; } = 20_000;

    /// <summary>Transitions an update, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; init; } = 64;

    /// <summary>gamma, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public float Discount { get; init; } = 0.9f;

    /// <summary>Adam's rate for the actor.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ActorRate { get; init; } = 1e-4f;

    /// <summary>Adam's rate for the critic.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float CriticRate { get; init; } = 1e-3f;

    /// <summary>tau: share of the way that targets move towards the networks at each update, in (0, 1].</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float SoftUpdateRate { get; init; } = 0.005f;
}
