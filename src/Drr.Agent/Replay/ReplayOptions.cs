using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Replay;

/// <summary>The replay memory (Schaul et al. 2016).</summary>
public sealed record ReplayOptions
{
    /// <summary>Transitions kept; the oldest is overwritten. 1 to 100,000,000.</summary>
    [Range(1, 100_000_000)]
    public int Capacity { get; init; } = 200_000;

    /// <summary>Draw by priority, as in the paper; else uniformly, which does no worse where rewards are noisy.</summary>
    public bool Prioritized { get; init; }

    /// <summary>alpha: 0 draws uniformly, 1 in proportion to the absolute TD error; 0.6 in Schaul et al. 2016.</summary>
    [Range(0.0, 1.0)]
    public double PriorityExponent { get; init; } = 0.6;

    /// <summary>beta at the start; importance weights are (N P(i))^-beta over their maximum in
    /// the batch; 0.4 in Schaul et al. 2016.</summary>
    [Range(0.0, 1.0)]
    public double ImportanceExponentStart { get; init; } = 0.4;

    /// <summary>beta at the end of the run; 1 in Schaul et al. 2016.</summary>
    [Range(0.0, 1.0)]
    public double ImportanceExponentEnd { get; init; } = 1;
}
