using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Policies;

/// <summary>Actor, critic and exploration. Where the paper has another value than the default, the comment says so.</summary>
public sealed record PolicyOptions
{
    /// <summary>Width of the hidden layers, 1 to 10,000; not in the paper, 128 in common programs.</summary>
    [Range(1, 10_000)]
    public int Hidden { get; init; } = 128;

    /// <summary>How the actor's network becomes an action; the paper's is <see cref="ActorForm.Tanh"/>.</summary>
    public ActorForm ActorForm { get; init; } = ActorForm.Unit;

    /// <summary>b: how much of the history's mean is added to the network's output, 0 or more; 0 in the paper.</summary>
    [Range(0.0, float.MaxValue)]
    public float HistoryShare { get; init; } = 0.5f;

    /// <summary>d: how much of the user's own vector is added to the network's output, 0 or more; 0 in the paper.</summary>
    [Range(0.0, float.MaxValue)]
    public float UserShare { get; init; }

    /// <summary>c of <see cref="ActorForm.Unit"/>: Euclidean length of an action, above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ActionLength { get; init; } = 4;

    /// <summary>The actor's last weights are drawn uniformly within plus and minus this, 0 or more; 3e-3 in
    /// Lillicrap et al. 2016.</summary>
    [Range(0.0, float.MaxValue)]
    public double LastLayerLimit { get; init; } = 1e-3;

    /// <summary>Probability of a random item in the first step, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public double EpsilonStart { get; init; }

    /// <summary>Probability of a random item once it has decayed, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public double EpsilonEnd { get; init; }

    /// <summary>Environment steps over which epsilon falls linearly, 0 or more.</summary>
    [Range(0, int.MaxValue)]
    public int EpsilonSteps { get; init; } = 10_000;

    /// <summary>Standard deviation of the Gaussian noise on each coordinate of the action while training, 0 or more.</summary>
    [Range(0.0, float.MaxValue)]
    public float Noise { get; init; } = 0.2f;
}
