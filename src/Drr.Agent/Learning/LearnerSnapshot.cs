using Drr.Autodiff.Optimizers;

namespace Drr.Agent.Learning;

/// <summary>A copy of all that updates change: weights, targets, both optimisers' moments and counters, the last
/// statistics.</summary>
public sealed class LearnerSnapshot
{
    internal LearnerSnapshot(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> targets, Adam critic, Adam actor, UpdateStatistics statistics)
    {
        (Weights, Targets) = (weights.ToArray(), targets.ToArray());
        (Critic, Actor, Statistics) = (new Moments(critic), new Moments(actor), statistics);
    }

    internal float[] Weights { get; }

    internal float[] Targets { get; }

    internal Moments Critic { get; }

    internal Moments Actor { get; }

    internal UpdateStatistics Statistics { get; }

    internal sealed class Moments(Adam adam)
    {
        private readonly float[] _m = adam.M.ToArray(), _v = adam.V.ToArray();
        private readonly long _steps = adam.StepCount;

        internal void CopyTo(Adam other) => other.Restore(_m, _v, _steps);
    }
}
