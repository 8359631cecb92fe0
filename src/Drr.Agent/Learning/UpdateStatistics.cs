namespace Drr.Agent.Learning;

/// <summary>What an update saw. The actor's figures are those of its latest step, since it may move less often than the
/// critic.</summary>
/// <param name="CriticLoss">(1/B) Σ w (y - Q)².</param>
/// <param name="MeanValue">Mean Q of the batch.</param>
/// <param name="ActorObjective">Mean value that the actor climbs.</param>
/// <param name="CriticGradientNorm">Before clipping.</param>
/// <param name="ActorGradientNorm">Before clipping.</param>
public readonly record struct UpdateStatistics(
    float CriticLoss, float MeanValue, float ActorObjective, double CriticGradientNorm, double ActorGradientNorm);
