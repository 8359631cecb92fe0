namespace Drr.Agent.Learning;

/// <summary>What a stretch of training looked like, from the report before to this one.</summary>
/// <param name="Step">Environment steps of the whole run.</param>
/// <param name="Sessions">Sessions finished in the whole run.</param>
/// <param name="Updates">Updates of the whole run.</param>
/// <param name="RewardPerStep">Mean reward of the stretch's steps, exploration included; in [-1, 1].</param>
/// <param name="RewardPerSession">Mean total reward of the stretch's sessions.</param>
/// <param name="HitRate">Share of the stretch's steps with a reward above 0: the precision of what was shown.</param>
/// <param name="DistinctItems">Different items shown in the stretch; few of them mean that everybody gets the same list.</param>
/// <param name="Epsilon">Probability of a random item now.</param>
/// <param name="CriticLoss">Mean over the stretch's updates.</param>
/// <param name="MeanValue">Mean Q over the stretch's updates.</param>
/// <param name="MeanAction">Mean coordinate of pi(s), before noise, over the stretch's steps.</param>
/// <param name="MeanAbsoluteAction">Mean absolute coordinate of pi(s).</param>
/// <param name="SaturatedShare">Share of the coordinates of pi(s) above 0.99 of what the actor's form allows: near 1 a tanh has
/// saturated, and the actor learns no more.</param>
/// <param name="Latest">What the last update saw.</param>
public sealed record TrainingProgress(
    long Step, long Sessions, long Updates, double RewardPerStep, double RewardPerSession, double HitRate, int DistinctItems,
    double Epsilon, double CriticLoss, double MeanValue, double MeanAction, double MeanAbsoluteAction, double SaturatedShare,
    UpdateStatistics Latest);
